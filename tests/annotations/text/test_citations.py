"""Quoting: the words around a passage and the citation to paste."""

from annotations.text.citations import around, cite

TEXT = "China opens its door wider. Trade grows fast. The Belt and Road connects many countries."


def test_context_of_a_short_paragraph_is_all_of_it():
    start = TEXT.index("Trade")
    assert around(TEXT, start, start + 5) == ("China opens its door wider. ", TEXT[start + 5 :])


def test_context_of_a_whole_paragraph_is_empty():
    assert around(TEXT, 0, len(TEXT)) == ("", "")


def test_context_is_cut_between_words():
    start = TEXT.index("Trade")
    assert around(TEXT, start, start + 17, reach=16) == ("…its door wider. ", " The Belt and…")


def test_context_without_white_space_is_cut_at_the_reach():
    text = "中国坚持对外开放的基本国策"
    assert around(text, 6, 8, reach=2) == ("…对外", "的基…")


def test_context_counts_code_points():
    assert around("👩‍💻𠀀 abc 𠀀👩‍💻", 5, 8) == ("👩‍💻𠀀 ", " 𠀀👩‍💻")


def test_citation_of_a_dated_document():
    assert (
        cite(
            quote="Trade grows fast.",
            author="Li Hua",
            title="Opening up",
            source="Qiushi",
            published="2024-11",
            ordinal=4,
        )
        == "“Trade grows fast.” (Li Hua, “Opening up”, Qiushi, 2024-11, ¶ 4)"
    )


def test_citation_of_an_undated_document_says_so():
    text = cite(quote="a", author="Li Hua", title="T", source="Qiushi", published="", ordinal=1)
    assert text == "“a” (Li Hua, “T”, Qiushi, n.d., ¶ 1)"


def test_citation_leaves_out_an_unknown_author_and_source():
    assert cite(quote="a", author="", title="T", source="", published="2024", ordinal=1) == "“a” (“T”, 2024, ¶ 1)"


def test_citation_keeps_the_quote_as_it_is():
    quote = "he said “no”\u00a0<b>\u202e"
    assert cite(quote=quote, author="", title="", source="", published="", ordinal=2) == f"“{quote}” (n.d., ¶ 2)"
