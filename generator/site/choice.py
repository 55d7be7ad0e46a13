"""Which of the files that MkDocs found below ``docs/`` stay with it, and where they go."""

from collections.abc import Container, Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files

from generator.site.admission import AUTHORS, PAPERS, TOPICS, among_papers, links, refused
from generator.site.assets import destination, is_unused, module_folder

log = get_plugin_logger("papershelf")


def refuse_linked_folders(docs: Path) -> None:
    """MkDocs walks into linked folders, in circles if need be, before any plugin can stop it."""
    for link in links(docs):
        if link.is_dir():
            raise PluginError(f"{link.path} is a link to a folder. Put the folder itself there.")


def take_papers(files: Files, config: MkDocsConfig, pages: Container[str]) -> set[str]:
    """Take what lies among the papers from MkDocs, but for images, and say what is not published; the rest
    that is none of these pages, by path."""
    for file in [file for file in files if file.src_uri.startswith(PAPERS)]:
        files.remove(file)
    found = dict(among_papers(Path(config.docs_dir), pages))
    for path in sorted(path for path, reason in found.items() if reason):
        _tell(path, found[path])
    admitted = {path for path, reason in found.items() if not reason}
    for path in sorted(path for path in admitted if not path.endswith(".md")):
        files.append(File(path, config.docs_dir, config.site_dir, use_directory_urls=True))
    return admitted


def leave_out(files: Files, config: MkDocsConfig) -> None:
    """Leave out what is not to be published, saying so, and give the theme's files their places."""
    wanted = frozenset([*map(str, config.extra_css), *map(str, config.extra_javascript)])
    for file, reason in list(refused(files, Path(config.docs_dir), wanted)):
        files.remove(file)
        if reason:
            _tell(file.src_uri, reason)
    modules = module_folder()
    for file in list(files):
        if file.src_dir == config.docs_dir or file.is_documentation_page():
            continue
        if is_unused(file.src_uri):
            files.remove(file)
        file.dest_uri = destination(file.src_uri, modules)


def _tell(path: str, reason: str) -> None:
    log.warning("docs/%s is left out. %s", " ".join(path.split()), reason)


def without_leaf(files: Files, leaves: Container[str]) -> Iterator[File]:
    """Pages that stand where the site draws its own, or among what is read without being any."""
    for file in list(files):
        if not file.is_documentation_page() or file.src_uri == "index.md":
            continue
        if file.src_uri.startswith((TOPICS, AUTHORS)):
            if file.src_uri not in leaves:
                yield file
        elif file.src_uri in leaves:
            log.warning("docs/%s is left out. The site draws this page itself.", file.src_uri)
            yield file
