"""``tools/mail``: what is sent is noted on main, and what is noted is not sent again."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import trustme

from tests.ci.conftest import Clone
from tests.mail.conftest import PASSWORD, USER, Post, authority, certificate, post, shelf

__all__ = ["authority", "certificate", "post", "shelf"]  # fixtures
NAME = "hf-api-2026-03-09"
Make = Callable[[str], Clone]


@pytest.fixture
def bot(
    clone: Make, shelf: Path, post: Post, authority: trustme.CA, environment: dict[str, str], tmp_path: Path
) -> Clone:
    """A clone of an archive with a digest, with the settings of a newsletter."""
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    environment |= {
        "SSL_CERT_FILE": str(tmp_path / "ca.pem"),
        "PAPERSHELF_MAIL_SERVER": f"smtp://localhost:{post.port}",
        "PAPERSHELF_MAIL_FROM": "digest@example.org",
        "PAPERSHELF_MAIL_TO": "list@example.org",
        "PAPERSHELF_MAIL_USER": USER,
        "PAPERSHELF_MAIL_PASSWORD": PASSWORD,
    }
    person = clone("person")
    shutil.copytree(shelf, person.folder, dirs_exist_ok=True)
    person.push()
    return clone("bot")


def on_main(bot: Clone, *words: str) -> str:
    bot.git("fetch", "--quiet", "origin")
    return bot.git(*words)


def test_it_is_sent_once_whichever_machine_runs(bot: Clone, clone: Make, post: Post) -> None:
    done = bot.tool("mail", "latest")
    assert done.returncode == 0, done.stderr
    assert len(post.received) == 1
    assert f'"{NAME}" = "<{NAME}.shelf@example.org>"' in on_main(bot, "show", "origin/main:mailed.toml")
    assert on_main(bot, "log", "-1", "--format=%s", "origin/main") == "Note what was mailed"
    other = clone("other")
    again = other.tool("mail", "latest")
    assert again.returncode == 0 and "was sent before" in again.stderr and len(post.received) == 1
    assert other.tool("mail", NAME, FORCE="true").returncode == 0 and len(post.received) == 2


def test_what_was_not_sent_is_not_noted(bot: Clone, post: Post) -> None:
    post.refuses = {"list@example.org"}
    done = bot.tool("mail", "latest", GITHUB_ACTIONS="true")
    assert done.returncode == 1 and post.received == []
    # What a server says stands where the runner obeys no line.
    assert done.stdout.index("::stop-commands::") < done.stdout.index("::error::nobody")
    assert on_main(bot, "log", "-1", "--format=%s", "origin/main") == "By a person"


def test_where_main_is_protected_the_note_is_proposed(
    bot: Clone, post: Post, tmp_path: Path, environment: dict[str, str]
) -> None:
    hook = tmp_path / "server.git/hooks/update"
    hook.write_text('#!/bin/sh\n[ "$1" != refs/heads/main ]\n')
    hook.chmod(0o755)
    done = bot.tool("mail", "latest")
    assert done.returncode == 0, done.stderr
    assert len(post.received) == 1 and NAME in on_main(bot, "show", "origin/mail/note:mailed.toml")
    assert "create|--base|main|--head|mail/note|" in Path(environment["GH_LOG"]).read_text()


def test_who_may_not_push_does_not_send(bot: Clone, post: Post) -> None:
    bot.git("remote", "set-url", "--push", "origin", "/nowhere")
    done = bot.tool("mail", "latest")
    assert done.returncode == 1 and post.received == []
    assert "main could not be pushed to." in done.stderr


def test_the_note_is_kept_where_main_moves_meanwhile(bot: Clone, clone: Make, post: Post) -> None:
    person = clone("other")
    hook = bot.folder / ".git/hooks/pre-push"
    hook.write_text(
        f"#!/bin/sh\n[ -e {bot.folder}/mailed.toml ] && [ ! -e {person.folder}/x ] || exit 0\n"
        f"cd {person.folder} && unset GIT_DIR && touch x && git add x && git commit -qm Other && git push -q\n"
    )
    hook.chmod(0o755)
    done = bot.tool("mail", "latest")
    assert done.returncode == 0, done.stderr
    assert on_main(bot, "log", "-2", "--format=%s", "origin/main").split("\n") == [
        "Note what was mailed",
        "Other",
    ]
    assert len(post.received) == 1
