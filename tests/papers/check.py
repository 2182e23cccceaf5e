"""Reads papers with a library that is not ours: their structure, and what PDF/A-3a and PDF/UA-1 ask of it."""

import pathlib
import sys

import pikepdf

work = pathlib.Path(sys.argv[1])


def elements(node):
    """Every element below a node of the structure tree."""
    if isinstance(node, pikepdf.Array):
        for kid in node:
            yield from elements(kid)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from elements(node.K)


def fonts(pdf):
    """Every font of the paper."""
    return [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"]


def faults(path):
    """What is wrong with a paper."""
    try:
        pdf = pikepdf.open(path)
    except pikepdf.PdfError as error:
        return [str(error)]
    found = [str(problem) for problem in pdf.check_pdf_syntax()]

    def ask(holds, sentence):
        if not holds:
            found.append(sentence)

    root, meta = pdf.Root, pdf.open_metadata()
    said = tuple(meta.get(name) for name in ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part"))
    ask(said == ("3", "A", "1"), f"it claims {said}")
    ask(bool(meta.get("dc:title")), "it has no title")
    ask("/Lang" in root, "it has no language")
    ask("/MarkInfo" in root and bool(root.MarkInfo.get("/Marked", False)), "it is not tagged")
    ask(bool(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)), "its title is not shown")
    ask("/OutputIntents" in root, "its colours are not defined")
    ask(not pdf.is_encrypted, "it is locked")
    tree = list(elements(root.StructTreeRoot)) if "/StructTreeRoot" in root else []
    kinds = {str(element.S) for element in tree}
    ask(any(kind.startswith("/H") for kind in kinds), f"no heading among {sorted(kinds)}")
    for element in tree:
        if element.S in ("/Figure", "/Formula"):
            ask(bool(str(element.get("/Alt", ""))), "a figure has no words")
    for number, page in enumerate(pdf.pages, 1):
        ask("/StructParents" in page.obj, f"page {number} is outside the structure")
        ask("/Annots" not in page.obj or page.obj.get("/Tabs") == "/S", f"page {number} has no order of tabs")
    for font in fonts(pdf):
        embedded = {"/FontFile", "/FontFile2", "/FontFile3"} & set(font.keys())
        ask(embedded, f"the font {font.get('/FontName')} is not inside")
    ask(len(pdf.attachments) == 1, f"{len(pdf.attachments)} records are inside")
    for held in root.get("/AF", []):
        ask("/AFRelationship" in held, "the record inside does not say what it is")
    return found


papers = sorted(work.glob("*.pdf"))
assert len(papers) >= 10, f"only {len(papers)} papers"
for paper in papers:
    assert not faults(paper), f"{paper.name}: {faults(paper)}"
    print(f"{paper.name}: {len(pikepdf.open(paper).pages)} pages")

# A reader that takes everything would be of no use.
whole = papers[0].read_bytes()
broken = work / "broken.bin"
broken.write_bytes(whole[: len(whole) // 2])
assert faults(broken), "the reader did not find that half of a paper is missing"
with pikepdf.open(papers[0]) as pdf:
    del pdf.Root.MarkInfo
    del pdf.Root.Lang
    pdf.save(broken)
assert set(faults(broken)) >= {"it has no language", "it is not tagged"}, faults(broken)
