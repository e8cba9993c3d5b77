"""Writes films.zim with openZIM's own library (pip install libzim): pages of scripts/mediawiki in the HTML of Kiwix's files.

The file is committed, so the tests need neither Python nor libzim.
"""

import pathlib
import re

from libzim.writer import Creator, Hint, Item, StringProvider

HERE = pathlib.Path(__file__).parent
PAGES = HERE / "../../../../scripts/mediawiki/fixtures/html/1.43-parsoid-rest"
WIKI = "films.wiki.invalid"


class Page(Item):
    def __init__(self, path, title, content, mimetype="text/html"):
        super().__init__()
        self.path, self.title, self.content, self.mimetype = path, title, content, mimetype

    def get_path(self):
        return self.path

    def get_title(self):
        return self.title

    def get_mimetype(self):
        return self.mimetype

    def get_contentprovider(self):
        return StringProvider(self.content)

    def get_hints(self):
        return {Hint.FRONT_ARTICLE: self.mimetype == "text/html", Hint.COMPRESS: True}


def offline(title, html):
    """A page as mwoffliner writes it: folded sections, links relative to the page, the revision only in the footer."""
    body = html[html.index("<section") : html.rindex("</section>") + len("</section>")]
    body = re.sub(r'<section[^>]*data-mw-section-id="0"[^>]*>(.*?)</section>', r"\1", body, count=1, flags=re.S)
    body = re.sub(r"<section[^>]*>(<h2.*?</h2>)", r'<details data-level="2" open><summary class="section-heading">\1</summary>', body, flags=re.S)
    body = re.sub(r"<section[^>]*>", "<details data-level=\"3\" open>", body).replace("</section>", "</details>")
    body = body.replace('href="./', 'href="')
    path = title.replace(" ", "_")
    return f"""<!DOCTYPE html>
<html class="client-js"><head><meta charset="UTF-8"><title>{title}</title><link rel="canonical" href="https://{WIKI}/wiki/{path.replace('?', '%3F')}"></head>
<body class="mediawiki ns-0 skin-minerva"><div id="content" class="mw-body"><div id="bodyContent" class="content mw-parser-output">
<h1 id="titleHeading">{title}</h1><div id="mw-content-text">{body}
<div>This is a copy of the page of <a class="external text" href="https://{WIKI}/wiki/?title={path.replace('?', '%3F')}&amp;x?oldid=4711">that day</a>.</div>
</div></div></div></body></html>"""


# A made-up film whose page names two others; the wiki's own pages name none.
NAMING = """<section data-mw-section-id="0"><table class="infobox vevent"><tbody><tr><th colspan="2" class="infobox-above summary">Night of Kings</th></tr>
<tr><th scope="row" class="infobox-label">Directed by</th><td class="infobox-data">Ann Lee</td></tr>
<tr><th scope="row" class="infobox-label">Release date</th><td class="infobox-data">1999</td></tr></tbody></table>
<p><i><b>Night of Kings</b></i> is a 1999 French drama film directed by Ann Lee.</p></section>
<section data-mw-section-id="1"><h2 id="Plot">Plot</h2><p>Kings of clubs and hearts leave their pack of cards for a night, and learn what a queen is worth.</p></section>
<section data-mw-section-id="2"><h2 id="Reception">Reception</h2><p>Papers set it beside <i><a href="./Seven_Samurai">Seven Samurai</a></i>, <i><a href="./Amélie">Amélie</a></i> and a <a href="./Film_noir">film noir</a>.</p></section>"""


def main():
    films = {
        "2001": "2001: A Space Odyssey",
        "amelie": "Amélie",
        "face-off": "Face/Off",
        "king-kong-1933": "King Kong (1933 film)",
        "koyaanisqatsi": "Koyaanisqatsi",
        "seven-samurai": "Seven Samurai",
        "whats-up-doc": "What's Up, Doc? (1972 film)",
    }
    target = HERE / "films.zim"
    target.unlink(missing_ok=True)
    with Creator(str(target)).config_indexing(False, "eng") as zim:
        for name, title in films.items():
            html = (PAGES / f"{name}.html").read_text()
            zim.add_item(Page(title.replace(" ", "_"), title, offline(title, html)))
        zim.add_item(Page("Night_of_Kings_(1999_film)", "Night of Kings (1999 film)", offline("Night of Kings (1999 film)", NAMING)))
        zim.add_item(Page("Film_noir", "Film noir", "<body><div class='mw-parser-output'><p>A mood of films: <a href='Amelie'>Amelie</a>, <a href='Am%C3%A9lie'>again</a>, <a href='Face/Off#Plot'>Face/Off</a>, <a href='Endless'>Endless</a>.</p></div></body>"))
        zim.add_item(Page("Endless", "Endless", "<body>" + " " * (17 << 20) + "</body>"))
        zim.add_item(Page("style.css", "", "p { color: black }", "text/css"))
        zim.add_redirection("Amelie", "Amelie", "Amélie", {})
        for name, value in {"Source": WIKI, "Date": "2026-05-17", "Title": "Films", "Language": "eng"}.items():
            zim.add_metadata(name, value)


main()
