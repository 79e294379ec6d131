"""Prints the text of a page as a reader sees it, without white space: page_text.py FILE.{html,docx}

Fails where the page holds what text alone cannot bring there: a script, a link, a picture, an event."""
import html.parser
import sys
import xml.etree.ElementTree
import zipfile


class Page(html.parser.HTMLParser):
    allowed = ("sub sup html head meta title style body main header h1 h2 h3 h4 h5 h6 p div span strong em table colgroup col thead tbody "
               "tr th td ul ol li br hr math semantics annotation mrow mi mn mo msub msup msubsup mfrac msqrt mover munder "
               "mtable mtr mtd mtext mspace mphantom mstyle mpadded munderover").split()

    def __init__(self):
        super().__init__()
        self.text, self.inside = "", []

    def handle_starttag(self, tag, attributes):
        assert tag in self.allowed, tag
        for name, value in attributes:
            assert not name.startswith("on") and name not in ("href", "src"), (tag, name, value)
        self.inside.append(tag)

    def handle_endtag(self, tag):
        while self.inside and self.inside.pop() != tag:
            pass

    def handle_comment(self, data):
        assert data == " " or data.startswith("[if lt IE 9]"), data  # what parts an address; pandoc's own

    def handle_data(self, data):
        if not {"style", "annotation"} & set(self.inside):
            self.text += data


def text_of_html(path):
    page = Page()
    page.feed(open(path, encoding="utf-8").read())
    return page.text


def text_of_docx(path):
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    archive = zipfile.ZipFile(path)
    assert not [name for name in archive.namelist() if "media" in name or "embed" in name]
    root = xml.etree.ElementTree.fromstring(archive.read("word/document.xml"))
    assert not list(root.iter(word + "hyperlink")) and not list(root.iter(word + "instrText"))
    return "".join(piece.text or "" for piece in root.iter(word + "t"))


text = text_of_html(sys.argv[1]) if sys.argv[1].endswith(".html") else text_of_docx(sys.argv[1])
sys.stdout.buffer.write("".join(text.split()).encode())
