# SPDX-License-Identifier: Apache-2.0
"""XML from strangers: no entities, no network, no document types, no bottomless trees."""

from lxml import etree

from desktop_app.documents.document import UnreadableDocumentError


def parse_xml(data: bytes, name: str) -> etree._Element:
    """Return the root of ``data``; ``name`` stands in the complaint.

    Raises ``UnreadableDocumentError`` for what is not well-formed, and for any document type: neither
    docx nor odt has one, and only entities that blow up or fetch files would need it.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableDocumentError(
            f"{name} is damaged; open it in its program and save it anew."
        ) from error
    if root.getroottree().docinfo.doctype:
        raise UnreadableDocumentError(f"{name} holds a document type, which none has; it was not opened.")
    return root


def serialised(root: etree._Element) -> bytes:
    """Return the XML as office programs write it."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
