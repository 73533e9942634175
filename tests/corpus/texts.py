"""Texts written for the tests: what the seed articles do not hold."""

from pathlib import Path

SEEDS = Path(__file__).parent.parent.parent / "seeds"
HOSTILE = (
    "👩\u200d👩\u200d👧 and 🇨🇳🇺🇸 met cafe\u0301 𠮷野家. "
    "A soft\u00adhyphen, a zero\u200bwidth space, a\u00a0no-break one.\t"
    "Tab! \u202bعربي\u202c and <script>alert(1)</script> stay &amp; whole? 她说：“𠮷！”然后走了。"
)
CHINESE = (
    "高水平对外开放的意义\n\n作者：李华　来源：求是　2024年11月12日\n\n"
    "一、对外开放是基本国策\n\n"
    "中国开放的大门不会关闭，只会越开越大！“中国要发展，必须坚持对外开放。”这是历史的结论；"
    "也是𠮷田先生👩\u200d🔬的看法……对吗？"
    "当然（无可置疑。）\n\n"
    "（一）扩大市场准入\n\n"
    "第一，要缩减负面清单。GDP grew by 5.2 percent in the U.S. and China. That is a lot. 稳步扩大制度型开放\u3000。\n\n"
    "责任编辑：王五\n"
).encode()


def seed(number: int) -> bytes:
    return next(SEEDS.glob(f"{number:03}_*.txt")).read_bytes()
