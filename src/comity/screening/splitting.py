"""Chinese, Japanese and Korean names written without a space: where the surname may end."""

from typing import Final

from comity.screening.scripts import Script, script_of

_TWO = """
欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 夏侯 皇甫 东方 東方 尉迟 尉遲 公孙 公孫 慕容 令狐 司徒 司空 宇文 长孙 長孫
南宫 南宮 独孤 獨孤 西门 西門 端木 百里 남궁 황보 제갈 사공 선우 서문 독고 동방
"""
TWO: Final = frozenset(_TWO.split())
"""Surnames of two characters in Chinese and Korean."""
ONE: Final = frozenset(
    "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭程曹袁邓鄧许許傅沈曾彭吕呂苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎閻余潘杜戴夏钟鍾汪田任姜范方石姚谭譚廖邹鄒熊金陆陸郝孔"
    "白崔康毛邱秦江史顾顧侯邵孟龙龍万萬段雷钱錢汤湯尹黎易常武乔喬贺賀赖賴龚龔文习習"
    "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모"
)
"""Common surnames of one character in Chinese and of one syllable in Korean."""


def split_name(text: str) -> list[tuple[str, ...]]:
    """Return the ways to part a full name without spaces into surname and given name, likeliest first.

    The last way is the whole, unparted; a text that is no such name has that one only.
    """
    script = script_of(text)
    whole: list[tuple[str, ...]] = [(text,)]
    if script not in (Script.HAN, Script.HANGUL, Script.KANA) or not 2 <= len(text) <= 8:
        return whole
    if any(script_of(sign) not in (Script.HAN, Script.HANGUL, Script.KANA) for sign in text):
        return whole
    return [(text[:place], text[place:]) for place in _places(text, script)] + whole


def _places(text: str, script: Script) -> list[int]:
    """Return the places where a surname may end, likeliest first."""
    size = len(text)
    if script is Script.KANA:
        return sorted(range(1, size), key=lambda place: (abs(2 * place - size), place))[:4]
    if text[:2] in TWO and size >= 3:
        return [2, 1]
    order = [1, 2] if size < 4 else [2, 1, 3]
    if size == 3 and text[0] not in ONE and script is Script.HAN:
        order = [2, 1]
    return [place for place in order if place < size]
