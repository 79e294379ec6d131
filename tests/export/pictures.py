"""pictures.py FORMAT PATH: opens an export as its system would, and prints each picture in its order, a line of JSON:
where it stands ("question", "solution"), its file, its kind, its alternative text, a hash of its bytes, of SVG where its points are.
Stops where a page shows what is not there, where something is there that no page shows, or where a picture is broken."""
import base64, hashlib, html.parser, json, os, posixpath, re, struct, sys, urllib.parse, zipfile, zlib
import xml.etree.ElementTree as ET


def local(element):
    return element.tag.rpartition("}")[2]


def every(root, name):
    return [element for element in root.iter() if local(element) == name]


class Images(html.parser.HTMLParser):
    """The images of a page; nothing on it may run."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        assert tag not in ("script", "iframe", "object", "embed", "style"), tag
        assert not any(name.startswith("on") for name, _ in attributes), attributes
        if tag == "img":
            values = dict(attributes)
            assert sorted(values) == ["alt", "src", "width"] and len(attributes) == 3, attributes
            assert values["width"] == "520", values
            self.found.append((values["src"], values["alt"]))

    handle_startendtag = handle_starttag


def in_html(page):
    for alt in re.findall(r'alt="([^"]*)"', page):
        assert not set(alt) & set("\\$`{}[]@<>"), f"something may be looked for here: {alt}"
    return Images(page).found


def in_markdown(text):
    def unescaped(alt):
        return re.sub(r"\\(.)", r"\1", alt.replace("<span></span>", ""))

    found = re.findall(r"!\[((?:[^\]\\]|\\.)*)\]\(<([^<>\s]*)>\)(\{width=520px\})?", text)
    return [(address, unescaped(alt)) for alt, address, _ in found]


drawn = ("svg", "title", "desc", "defs", "g", "path", "text", "tspan", "use", "rect", "circle", "polygon", "filter",
         "feFlood", "feComposite")


def svg(data):
    root = ET.fromstring(data)
    assert local(root) == "svg" and root.get("role") == "img"
    assert [local(child) for child in root][:2] == ["title", "desc"]
    assert root[0].text == "Stepmark" and root[1].text.strip()
    points = []
    for element in root.iter():
        assert local(element) in drawn, local(element)
        assert not any(name.lower().startswith("on") for name in element.attrib), element.attrib
        href = element.get("{http://www.w3.org/1999/xlink}href", "")
        assert href == "" or href.startswith("#"), href
        place = re.match(r"translate\(([-0-9.]+),([-0-9.]+)\)", element.get("transform", ""))
        if local(element) == "use" and place:
            points.append([float(place[1]), float(place[2])])
    words = ["".join(text.itertext()).strip() for text in every(root, "text")]
    return {"kind": "svg", "points": points, "words": words}


def png(data):
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    at, chunks = 8, []
    while at < len(data):
        length, name = struct.unpack(">I4s", data[at:at + 8])
        body, check = data[at + 8:at + 8 + length], data[at + 8 + length:at + 12 + length]
        assert struct.pack(">I", zlib.crc32(name + body)) == check, name
        chunks.append((name, body))
        at += 12 + length
    assert chunks[0][0] == b"IHDR" and chunks[-1] == (b"IEND", b"")
    width, height = struct.unpack(">II", chunks[0][1][:8])
    assert width == 1040 and height > 600, (width, height)
    zlib.decompress(b"".join(body for name, body in chunks if name == b"IDAT"))
    return {"kind": "png"}


shown = []  # (where, alternative text, bytes, file)


def show(where, images, files, address):
    """Each image of a page; `address` says which of the files it means."""
    used = set()
    for source, alt in images:
        name = address(source)
        shown.append((where, alt, files[name], name))
        used.add(name)
    return used


def inside(kind, source):
    head = f"data:image/{kind};base64,"
    assert source.startswith(head), source[:60]
    return base64.b64decode(source[len(head):], validate=True)


def behind(place):
    def address(source):
        assert source.startswith(place), source[:60]
        return source[len(place):]
    return address


def unzipped(path):
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert all(entry.date_time == (1980, 1, 1, 0, 0, 0) for entry in archive.infolist())
        return {name: archive.read(name) for name in archive.namelist()}


def named_in_manifest(files):
    """Each file of the package, and no other; items may share pictures."""
    resources = every(ET.fromstring(files["imsmanifest.xml"]), "resource")
    hrefs = [child.get("href") for resource in resources for child in resource if local(child) == "file"]
    pages = [href for href in hrefs if href not in pictures_of(files)]
    assert len(set(pages)) == len(pages) and set(hrefs) == set(files) - {"imsmanifest.xml"}, hrefs
    identifiers = [resource.get("identifier") for resource in resources]
    assert len(set(identifiers)) == len(identifiers)
    return resources


def pictures_of(files):
    return {name for name in files if name.endswith((".svg", ".png"))}


def moodle(path):
    for question in ET.parse(path).getroot().findall("question"):
        for where, name in (("question", "questiontext"), ("solution", "generalfeedback")):
            text = question.find(name)
            if text is None:
                continue
            files = {}
            for file in text.findall("file"):
                assert (file.get("path"), file.get("encoding")) == ("/", "base64")
                assert file.get("name") not in files
                files[file.get("name")] = base64.b64decode(file.text, validate=True)
            used = show(where, in_html(text.find("text").text), files, behind("@@PLUGINFILE@@/"))
            assert used == set(files), (used, set(files))


def stack(path):
    for name in sorted(os.listdir(path)):
        moodle(os.path.join(path, name))


def canvas(path):
    files = unzipped(path)
    resources = named_in_manifest(files)
    web = {resource.get("href") for resource in resources if resource.get("type") == "webcontent"}
    assert web == pictures_of(files), web
    (name,) = [name for name in files if re.fullmatch(r"(s[^/]*)/\1\.xml", name)]
    used = set()
    for item in every(ET.fromstring(files[name]), "item"):
        assert "data:" not in "".join(item.itertext())
        for child in item:
            where = "solution" if local(child) == "itemfeedback" else "question"
            for text in every(child, "mattext"):
                address = lambda source: behind("$IMS-CC-FILEBASE$/")(urllib.parse.unquote(source))
                used |= show(where, in_html(text.text), files, address)
    assert used == pictures_of(files), used


def qti21(path):
    files = unzipped(path)
    used = set()
    for resource in named_in_manifest(files):
        if resource.get("type") != "imsqti_item_xmlv2p1":
            continue
        href = resource.get("href")
        listed = {file.get("href") for file in resource if local(file) == "file"}
        for child in ET.fromstring(files[href]):
            where = {"itemBody": "question", "modalFeedback": "solution"}.get(local(child))
            images = every(child, "img")
            assert where or not images
            for image in images:
                assert sorted(image.attrib) == ["alt", "src", "width"]
            here = show(where, [(image.get("src"), image.get("alt")) for image in images], files,
                        lambda source: posixpath.normpath(posixpath.join(posixpath.dirname(href), source)))
            assert here <= listed, (here, listed)
            used |= here
    assert used == pictures_of(files), used


def numbas(path):
    text = open(path, encoding="utf-8").read()
    exam = json.loads(text.partition("\n")[2])
    assert exam["resources"] == []
    for question in exam["question_groups"][0]["questions"]:
        for where, name in (("question", "statement"), ("solution", "advice")):
            for source, alt in in_html(question[name]):
                shown.append((where, alt, inside("svg+xml", source), None))


def notebook(path):
    for cell in json.load(open(path, encoding="utf-8"))["cells"]:
        files = {}
        for name, bundle in cell.get("attachments", {}).items():
            assert list(bundle) == ["image/png"]
            files[name] = base64.b64decode(bundle["image/png"], validate=True)
        images = in_markdown("".join(cell["source"])) if cell["cell_type"] == "markdown" else []
        where = "solution" if cell["id"].endswith("-solution") else "question"
        assert show(where, images, files, behind("attachment:")) == set(files)


def rexams(path):
    """An exercise writes its pictures itself, wherever it lies."""
    for name in sorted(os.listdir(path)):
        assert name.endswith(".Rmd"), name
        text = open(os.path.join(path, name), encoding="utf-8").read()
        written = re.findall(r'^writeBin\(base64enc::base64decode\("\n([A-Za-z0-9+/=\n]*)"\), "([^"]*)"\)$', text, re.M)
        files = {file: base64.b64decode(data) for data, file in written}
        assert len(files) == len(written)
        question, solution = text.split("\nSolution\n========\n")
        used = show("question", in_markdown(question), files, str) | show("solution", in_markdown(solution), files, str)
        assert used == set(files), used


def text2qti(path):
    folder = os.path.dirname(path)
    files = {name: open(os.path.join(folder, name), "rb").read() for name in pictures_of(os.listdir(folder))}
    used, where = set(), None
    for line in open(path, encoding="utf-8"):
        where = {"Text:": "question", "...": "solution"}.get(line.split(" ")[0], where if line[0] in " \n" else None)
        images = in_markdown(line)
        assert where or not images, line
        used |= show(where, images, files, str)
    assert used == set(files), used


globals()[sys.argv[1]](sys.argv[2])
for where, alt, data, name in shown:
    picture = png(data) if data[:4] == b"\x89PNG" else svg(data)
    print(json.dumps({"where": where, "file": name, "alt": alt, "hash": hashlib.sha256(data).hexdigest(), **picture}))
