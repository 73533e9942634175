"""The paragraphs that the PDFs in tests/corpus/files/pdf were made of."""

EN = [
    (
        "The harbour office of a middling town keeps two ledgers. One lists what was shipped abroad, the "
        "other what was sold at home, and for many years nobody thought of reading them side by side. When a "
        "clerk finally did so, she noticed that the lean months of one ledger were the fat months of the "
        "other."
    ),
    (
        "Her report was short and well-known within a week. It proposed that the town should lend to "
        "workshops in the months in which orders from abroad were few, so that the workshops could fill their"
        " shelves for the domestic market. The long-term effect, she wrote, would be a steadier income for "
        "everybody who lived from the harbour."
    ),
    (
        "The council did not agree at once. Several members considered the experiment expensive, and the "
        "industrialisation of the northern bank had already taken most of the money that was available. "
        "Others answered that a well-known remedy is seldom the worst one, and that industrialisation without"
        " customers is a costly kind of decoration."
    ),
    (
        "What followed was a compromise. The workshops received half of the loans, the northern bank kept "
        "half of its warehouses, and the clerk was asked to continue her comparison of the two ledgers for "
        "ten more years. She did so with patience, with good ink, and without a single complaint about the "
        "temperature of the archive."
    ),
    (
        "Ten years later the comparison filled four shelves. Its most important result was a modest one: the "
        "two ledgers moved together more often than apart, and only in years of trouble did the domestic "
        "market carry what foreign orders had dropped. Understanding this took a decade; acting upon it took "
        "another."
    ),
]
CN = [
    (
        "港口小城的账房里放着两本账簿。一本记录运往海外的货物，另一本记录在本地出售的货物。许多年来，没有人想"
        "到把两本账簿放在一起读。直到有一位书记员这样做了，她才发现，一本账簿的淡季恰好是另一本账簿的旺季。"
    ),
    (
        "她写的报告很短，不到一周就传遍全城。报告建议，在海外订单较少的月份，城里应当向作坊提供贷款，使作坊能"
        "够为国内市场备货。她认为，从长远来看，这样做会让依靠港口生活的人收入更加稳定。"
    ),
    (
        "议会没有马上同意。几位议员认为试验花费太大，而且北岸的工业化已经用去了大部分可用的资金。另一些议员回"
        "答说，人人皆知的办法未必是最差的办法，没有顾客的工业化不过是一种昂贵的装饰。"
    ),
    (
        "最后达成了折中方案。作坊得到一半的贷款，北岸保留一半的仓库，书记员则受托继续对照两本账簿，再做十年。"
        "她做得很有耐心，用的是好墨水，从来没有抱怨过档案室的温度。"
    ),
    (
        "十年以后，对照记录装满了四个书架。最重要的结论其实很朴素：两本账簿多数时候同涨同落，只有在困难的年份"
        "，国内市场才会承接海外订单留下的空缺。明白这个道理用了十年，照着去做又用了十年。"
    ),
]
