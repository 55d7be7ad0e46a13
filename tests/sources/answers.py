"""Answers of arXiv's API in their real shape."""

from xml.sax.saxutils import escape

_HEAD = """<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
  <id>https://arxiv.org/api/oqaUC9OB2SccftmJHZqrxySXrao</id>
  <title>arXiv Query: search_query=&amp;id_list=2603.00001&amp;start=0&amp;max_results=100</title>
  <updated>2026-04-12T22:09:26Z</updated>
"""


def paper(number: str, **facts: str) -> str:
    """An entry; every fact has a default."""
    comment = facts.get("comment", "12 pages")
    return f"""  <entry>
    <id>http://arxiv.org/abs/{number}</id>
    <title>{escape(facts.get("title", f"The Paper {number}"))}</title>
    <updated>2026-03-09T10:00:00Z</updated>
    <summary>{escape(facts.get("abstract", f"What the paper {number} says."))}</summary>
    <category term="cs.CL" scheme="http://arxiv.org/schemas/atom"/>
    <published>2026-03-02T10:00:00Z</published>
    <arxiv:comment>{escape(comment)}</arxiv:comment>
    <arxiv:primary_category term="cs.CL"/>
    <author><name>Ada Byron</name></author>
    <author><name>Max Noether</name></author>
  </entry>
"""


def feed(*papers: str) -> str:
    """An answer with these papers; it may be empty."""
    return f"{_HEAD}{''.join(papers)}</feed>\n"


ERROR = """<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns="http://www.w3.org/2005/Atom">
  <id>https://arxiv.org/</id>
  <title>arXiv Search Results</title>
  <updated>2026-04-12T22:59:06Z</updated>
  <entry>
    <id>https://arxiv.org/api/errors#incorrect_id_format_for_abc</id>
    <title>Error</title>
    <updated>2026-04-12T22:59:06Z</updated>
    <summary>incorrect id format for abc</summary>
    <author><name>arXiv api core</name></author>
  </entry>
</feed>
"""
