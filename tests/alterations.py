"""Alterations of a built document, each with the answer that `omvgen verify` must give.

An alteration changes the XML of the package as a person, a program or somebody with bad
intentions could.
"""

from __future__ import annotations

import unicodedata

from alterations_of_parts import (
    after_signature,
    alt_chunk,
    answers_swapped,
    before_title,
    black_page,
    bullet_that_says_no,
    bullet_with_words,
    caption_renumbered,
    column_without_width,
    comment,
    contents_entry_renamed,
    contents_left_out,
    contents_number_changed,
    defaults_hide,
    deleted_with_tracking,
    embedded_file,
    embedded_font,
    field_of_code,
    footer_added,
    footnote,
    header_emptied,
    header_of_another_name,
    inserted_elsewhere,
    link_turned,
    list_item_unlisted,
    noise,
    numbering_restarted,
    numbers_off,
    page_field_with_words,
    parts_renamed,
    picture,
    readable_cell,
    removed_control,
    results_dropped,
    row_gone,
    row_twice,
    runs_split,
    sub_document,
    table_region_hides,
    table_style_hides,
    text_made_instruction,
    themed_white,
    unknown_part,
    white_cell,
    white_page_behind_white,
    without_breaks,
    word_swapped_cells,
)
from altering import (
    WORDS,
    Change,
    answer_property,
    around_run,
    cell_property,
    character_style,
    header,
    in_run,
    in_style,
    paragraph,
    paragraph_style,
    row_property,
    run_property,
    section,
    settings,
    text,
    w,
    xml,
)

from omvgen.verification.comparison import Verdict

SAME, DIFFERS, NOT_COMPARED = Verdict
_TEXTBOX = (
    '<w:pict><v:shape id="t"><v:textbox><w:txbxContent><w:p><w:r><w:t>EI VOIMASSA</w:t></w:r></w:p>'
    "</w:txbxContent></v:textbox></v:shape></w:pict>"
)
_CHOICE = (
    f'<mc:AlternateContent><mc:Choice Requires="wps">{_TEXTBOX}</mc:Choice></mc:AlternateContent>'
)
_BLACK = '<w:color w:val="000000"/>'

ALTERATIONS: dict[str, tuple[Change, Verdict]] = {
    # Text more, text less.
    "a line in the header": (header("EI VOIMASSA – kumottu 1.3.2026"), DIFFERS),
    "a line in the first page's header": (header(WORDS, "word/header2.xml"), DIFFERS),
    "a header of another name": (header_of_another_name, DIFFERS),
    "a footer": (footer_added, DIFFERS),
    "the header's text gone": (header_emptied, DIFFERS),
    "a paragraph before the title": (before_title, DIFFERS),
    "a paragraph after the signature": (after_signature, DIFFERS),
    "a paragraph in an answer": (lambda p: p.answer().addnext(paragraph(WORDS)), DIFFERS),
    "a footnote": (footnote, DIFFERS),
    "a row gone": (row_gone, DIFFERS),
    "a row twice": (row_twice, DIFFERS),
    "cells in another order": (word_swapped_cells, DIFFERS),
    "two answers in each other's place": (answers_swapped, DIFFERS),
    "an entry of the contents renamed": (contents_entry_renamed, DIFFERS),
    "a number of the contents changed": (contents_number_changed, DIFFERS),
    "a link's target": (link_turned, DIFFERS),
    # Formatting that hides or turns words.
    "struck directly": (run_property("<w:strike/>"), DIFFERS),
    "struck twice": (run_property("<w:dstrike/>"), DIFFERS),
    "struck by a character style": (character_style("<w:strike/>"), DIFFERS),
    "struck by the style that one is based on": (character_style("", "<w:strike/>"), DIFFERS),
    "struck by the paragraph's style": (paragraph_style("<w:strike/>"), DIFFERS),
    "hidden directly": (run_property("<w:vanish/>"), DIFFERS),
    "hidden by the paragraph's style": (paragraph_style("<w:vanish/>"), DIFFERS),
    "hidden by a style of ours": (in_style("BodyText", "<w:vanish/>"), DIFFERS),
    "hidden by two styles": (
        lambda p: (paragraph_style("<w:vanish/>")(p), character_style("<w:vanish/>")(p))[0],
        DIFFERS,
    ),
    "hidden by the defaults": (defaults_hide, DIFFERS),
    "hidden by the table's style": (table_style_hides, DIFFERS),
    "hidden by a region of the table's style": (table_region_hides, NOT_COMPARED),
    "hidden in the web view": (run_property("<w:webHidden/>"), DIFFERS),
    "white on white": (run_property('<w:color w:val="FFFFFF"/>'), DIFFERS),
    "nearly white on white": (run_property('<w:color w:val="F2F2F2"/>'), DIFFERS),
    "white by the theme": (themed_white, DIFFERS),
    "yellow on yellow": (white_page_behind_white, DIFFERS),
    "black on black highlight": (run_property('<w:highlight w:val="black"/>', _BLACK), DIFFERS),
    "dark on a dark cell": (white_cell, DIFFERS),
    "dark on a dark page": (black_page, DIFFERS),
    "black on a black paragraph": (
        lambda p: (
            answer_property('<w:shd w:val="clear" w:fill="000000"/>')(p),
            run_property(_BLACK)(p),
        )[0],
        DIFFERS,
    ),
    "one point high": (run_property('<w:sz w:val="2"/>'), DIFFERS),
    "one percent wide": (run_property('<w:w w:val="1"/>'), DIFFERS),
    "letters on top of each other": (run_property('<w:spacing w:val="-200"/>'), DIFFERS),
    "raised off the line": (run_property('<w:position w:val="400"/>'), DIFFERS),
    "lines of no height": (answer_property('<w:spacing w:line="20" w:lineRule="exact"/>'), DIFFERS),
    "moved off the page": (answer_property('<w:ind w:left="-20000"/>'), DIFFERS),
    "superscript": (run_property('<w:vertAlign w:val="superscript"/>'), DIFFERS),
    "right to left": (run_property("<w:rtl/>"), DIFFERS),
    "turned by a sign": (text(lambda t: "\u202e" + t if "Henkilöstötarve" in t else t), DIFFERS),
    "in a font of symbols": (
        run_property('<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'),
        DIFFERS,
    ),
    "without ink": (
        run_property("<w14:textFill><w14:noFill/></w14:textFill>"),
        NOT_COMPARED,
    ),
    # Rows and cells.
    "a row hidden": (row_property("<w:hidden/>"), DIFFERS),
    "a row deleted with tracking": (row_property('<w:del w:id="9" w:author="M"/>'), DIFFERS),
    "a row inserted with tracking": (row_property('<w:ins w:id="9" w:author="M"/>'), SAME),
    "a row of a locked height": (
        row_property('<w:trHeight w:val="20" w:hRule="exact"/>'),
        DIFFERS,
    ),
    "a cell of no width": (cell_property('<w:tcW w:w="1" w:type="dxa"/>'), DIFFERS),
    "a cell under a merge": (cell_property("<w:vMerge/>"), DIFFERS),
    "a cell deleted with tracking": (cell_property('<w:cellDel w:id="9" w:author="M"/>'), DIFFERS),
    # Tracked changes.
    "words deleted with tracking": (deleted_with_tracking, DIFFERS),
    "words deleted and typed again": (inserted_elsewhere, SAME),
    "a comment": (comment, SAME),
    # Numbering.
    "sections that begin at 7": (numbering_restarted, DIFFERS),
    "a heading without its number": (numbers_off, DIFFERS),
    "a bullet of words": (bullet_with_words, DIFFERS),
    "an item that is none": (list_item_unlisted, DIFFERS),
    "an answer that becomes an item": (
        answer_property('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>'),
        DIFFERS,
    ),
    # What cannot be read.
    "another document within": (alt_chunk, NOT_COMPARED),
    "a document that is linked to": (sub_document, NOT_COMPARED),
    "a picture": (picture, NOT_COMPARED),
    "an embedded workbook": (embedded_file, NOT_COMPARED),
    "an embedded font": (embedded_font, NOT_COMPARED),
    "a part of no known kind": (unknown_part, NOT_COMPARED),
    "a formula": (lambda p: p.answer().append(xml("<m:oMath/>")), NOT_COMPARED),
    "a text box": (in_run(_TEXTBOX), DIFFERS),
    "a text box in two forms": (in_run(_CHOICE), DIFFERS),
    "a frame": (answer_property('<w:framePr w:w="10" w:x="1"/>'), NOT_COMPARED),
    "an element of no known kind": (in_run("<w:dayLong/>"), NOT_COMPARED),
    "text turned by an element": (around_run('<w:bdo w:val="rtl"/>'), NOT_COMPARED),
    "a table beside the text": (
        lambda p: p.rows()[0].getparent().find(w("tblPr")).append(xml('<w:tblpPr w:tblpX="1"/>')),
        NOT_COMPARED,
    ),
    "a control filled from elsewhere": (
        lambda p: p.control()[0].append(xml('<w:dataBinding w:xpath="/a" w:storeItemID="b"/>')),
        NOT_COMPARED,
    ),
    "letters to be merged": (settings("<w:mailMerge/>"), NOT_COMPARED),
    "two styles of one name": (
        lambda p: p.style('<w:style w:type="paragraph" w:styleId="BodyText"/>'),
        NOT_COMPARED,
    ),
    "pages without room": (section('<w:pgSz w:w="900" w:h="900"/>'), DIFFERS),
    # Fields.
    "a field of the day": (field_of_code("DATE"), DIFFERS),
    "an empty field of the day": (field_of_code("DATE", ""), NOT_COMPARED),
    "the answer as a field's instruction": (text_made_instruction, DIFFERS),
    "a caption's number": (caption_renumbered, DIFFERS),
    "words for the page's number": (page_field_with_words, DIFFERS),
    # What nobody sees.
    "entries of the contents left out": (contents_left_out, SAME),
    "results of fields left out": (results_dropped, SAME),
    "soft hyphens and zero-width spaces": (text(without_breaks), SAME),
    "decomposed letters": (text(lambda t: unicodedata.normalize("NFD", t)), SAME),
    "no-break spaces": (text(lambda t: t.replace(" ", "\u00a0")), SAME),
    "marks of Word": (noise, SAME),
    "a run a letter": (runs_split, SAME),
    "a part of another name": (parts_renamed, SAME),
    "an answer without its control": (removed_control, SAME),
    "bold": (run_property("<w:b/>"), DIFFERS),
    "italics of a character style": (character_style("", "<w:i/>"), DIFFERS),
    "raised like an index": (run_property('<w:position w:val="12"/>'), DIFFERS),
    "a first line beside the page": (answer_property('<w:ind w:hanging="20000"/>'), DIFFERS),
    "bullets that are crosses": (bullet_that_says_no, DIFFERS),
    "a column without width": (column_without_width, DIFFERS),
    "underlined": (run_property('<w:u w:val="wave"/>'), DIFFERS),
    "bold turned off where nothing is bold": (run_property('<w:b w:val="0"/>'), SAME),
    "another typeface for the whole answer": (paragraph_style("<w:b/>"), SAME),
    "blue": (run_property('<w:color w:val="0B4F8A"/>'), SAME),
    "another font": (run_property('<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/>'), SAME),
    "white on a dark cell": (readable_cell, SAME),
    "a row repeated on each page": (row_property("<w:tblHeader/>"), SAME),
    "another language": (run_property('<w:lang w:val="sv-FI"/>'), SAME),
    "not struck": (run_property('<w:strike w:val="0"/>', '<w:vanish w:val="false"/>'), SAME),
    "wider margins": (
        section('<w:pgMar w:top="1440" w:left="1440" w:right="900" w:bottom="1440"/>'),
        SAME,
    ),
    "a bullet of another look": (
        lambda p: (
            [
                e.set(w("val"), "\uf0b7")
                for e in p.tree("word/numbering.xml").iter(w("lvlText"))
                if e.get(w("val")) in "•–"
            ]
            and None
        ),
        SAME,
    ),
}
