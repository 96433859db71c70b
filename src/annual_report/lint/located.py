"""A MyST parser whose inline tokens know where they stand: the book's own syntax, with positions added."""

from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from annual_report.lint.definitions import Definitions

_POSITIONS = "positions"
#: The extensions of MyST that the book's configuration turns on. With others it would be read in another way than here.
EXTENSIONS = frozenset({"colon_fence", "deflist"})


class _State(StateInline):
    """The state of the inline parser, which notes at which character of its block each token starts."""

    _pending = ""
    _pending_from = 0

    @property
    def pending(self) -> str:
        """The text that waits to become a token."""
        return self._pending

    @pending.setter
    def pending(self, text: str) -> None:
        if text and not self._pending:
            self._pending_from = self.pos
        self._pending = text

    def pushPending(self) -> Token:  # noqa: N802  # the library's name
        """Push the text that waits."""
        start = self._pending_from
        token = super().pushPending()
        self._note(token, start)
        return token

    def push(self, ttype: str, tag: str, nesting: Any) -> Token:  # a literal there
        """Push a token."""
        token = super().push(ttype, tag, nesting)
        self._note(token, self.pos)
        return token

    def _note(self, token: Token, start: int) -> None:
        self.env.setdefault(_POSITIONS, {})[id(token)] = start


class _Inline(ParserInline):
    """The inline parser with that state."""

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        """Parse ``src`` into ``tokens``."""
        state = _State(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = create_md_parser(MdParserConfig(enable_extensions=set(EXTENSIONS)), RendererHTML)
    inline = _Inline()
    inline.ruler, inline.ruler2 = parser.inline.ruler, parser.inline.ruler2
    parser.inline = inline
    # both join tokens, and a joined token has no place of its own
    parser.disable(["text_join", "fragments_join"])
    return parser


def parse(text: str, definitions: Definitions, *, inline: bool = False) -> tuple[list[Token], dict[int, int]]:
    """Return the block tokens of MyST text, and for each inline token (by ``id``) the character where it starts.

    Args:
        text: a stretch of a page.
        definitions: what the page's stretches before it define; what this one defines is added.
        inline: whether it is one sentence, in which no list, comment or fence begins.
    """
    env = definitions.environment()
    tokens = _parser().parseInline(text, env) if inline else _parser().parse(text, env)
    return tokens, env.get(_POSITIONS, {})
