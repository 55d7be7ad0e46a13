"""Pages of MkDocs that are drawn from values, without Markdown, metadata or a template of their choice."""

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils import get_relative_url

from generator.site.failure import failure
from generator.site.handwritten import sanitised
from generator.site.leaf import Drawn, Leaf, Where


class LeafPage(Page):
    """A leaf in MkDocs' hands. Every event of plugins fires for it; its Markdown is no concern of theirs."""

    def __init__(self, leaf: Leaf, file: File, config: MkDocsConfig) -> None:
        super().__init__(leaf.title, file, config)
        self.leaf = leaf
        self._site = config.site_name
        self._drawn = Drawn(Markup())

    @property
    def where(self) -> Where:
        """The page's place on the site."""
        root = get_relative_url(".", self.url).rstrip("/") + "/"
        return Where(root, self.canonical_url, self.edit_url)

    def read_source(self, config: MkDocsConfig) -> None:
        """Nothing is read: whatever front matter says, it has no power over the build."""
        self.markdown = ""
        self.meta = {"template": self.leaf.template}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Draw the leaf. Raises PluginError."""
        try:
            self._drawn = self.leaf.draw(self.where)
        except OSError as error:
            raise failure(error) from error
        self.content = self._drawn.main
        self.toc = TableOfContents([])
        self.present_anchor_ids = set()

    @property
    def slots(self) -> dict[str, str]:
        """What goes into the shell; the content as plugins left it."""
        content = Markup(self.content or "")  # noqa: S704 - drawn by our fragments, changed by trusted plugins
        return self.leaf.slots(self._drawn._replace(main=content), self.canonical_url, self._site)


class HomePage(LeafPage):
    """The home page: what ``docs/index.md`` says, above the latest digest."""

    _words = Markup()

    @property
    def where(self) -> Where:
        """The page's place, with the words of welcome."""
        return super().where._replace(words=self._words)

    def read_source(self, config: MkDocsConfig) -> None:
        """Read the words of welcome as MkDocs does; their front matter has no power either."""
        Page.read_source(self, config)
        self.meta = {"template": self.leaf.template}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Render the words of welcome, then draw the leaf around them."""
        Page.render(self, config, files)
        anchors = self.present_anchor_ids
        self._words = Markup(sanitised(self.content or ""))  # noqa: S704 - sanitised
        super().render(config, files)
        self.present_anchor_ids = anchors
