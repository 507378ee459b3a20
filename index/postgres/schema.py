"""The tables of a store: one schema for what was published, and one for each build.

A build's tables never change. Removing a build drops its schema, so that nothing of it is left in a table.
"""

from psycopg.sql import SQL, Composed, Identifier, Literal

# Number of this layout. Another version of Signpost may have written another one.
LAYOUT = 1

STORE = SQL("""
CREATE EXTENSION IF NOT EXISTS vector;
CREATE SCHEMA signpost;
CREATE TABLE signpost.layout (number int NOT NULL);
CREATE TABLE signpost.builds (
    number int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, folder text NOT NULL UNIQUE, meta text NOT NULL
);
CREATE TABLE signpost.publications (number int PRIMARY KEY, folder text NOT NULL, entry text NOT NULL);
CREATE TABLE signpost.originals (sha256 text PRIMARY KEY, data bytea NOT NULL);
CREATE TABLE signpost.calibration (entry text NOT NULL);
ALTER TABLE signpost.originals ALTER COLUMN data SET STORAGE EXTERNAL;
""")

# The columns are those of the database in a build's folder; row_no counts rows from 0, in their order.
# lexicon: for each word, as the lexical index folds it, the rows that it stands in and its position in each;
# a position in the context counts on from CONTEXT. length: the words of a passage and of its context.
# codebook: one row if the tokens are codes, none if they are bytes.
BUILD = SQL("""
CREATE SCHEMA {build};
CREATE TABLE {build}.sources (row_no int PRIMARY KEY, entry text NOT NULL);
CREATE TABLE {build}.meanings (row_no int PRIMARY KEY, entry text NOT NULL);
CREATE TABLE {build}.terms (row_no int PRIMARY KEY, entry text NOT NULL);
CREATE TABLE {build}.health (row_no int PRIMARY KEY, entry text NOT NULL);
CREATE TABLE {build}.unreadable (row_no int PRIMARY KEY, entry text NOT NULL);
CREATE TABLE {build}.documents (
    row_no int PRIMARY KEY, source_id text NOT NULL UNIQUE, file text NOT NULL, sha256 text NOT NULL,
    text text NOT NULL, text_sha256 text NOT NULL,
    pages text NOT NULL, sections text NOT NULL, links text NOT NULL, edits text NOT NULL,
    amendments text NOT NULL, notices text NOT NULL,
    machine_read int NOT NULL, struck text NOT NULL, pictures text NOT NULL, scanned text NOT NULL
);
CREATE TABLE {build}.boxes (
    row_no int NOT NULL, source_id text NOT NULL, page int NOT NULL, places text NOT NULL,
    PRIMARY KEY (source_id, page)
);
CREATE TABLE {build}.passages (
    row_no int PRIMARY KEY, id text NOT NULL UNIQUE, source_id text NOT NULL, start int NOT NULL,
    "end" int NOT NULL, kind text NOT NULL, depth int NOT NULL,
    context text NOT NULL, sentences text NOT NULL, key text NOT NULL
);
CREATE TABLE {build}.words (word text PRIMARY KEY);
CREATE TABLE {build}.lengths (row_no int PRIMARY KEY, length int NOT NULL);
CREATE TABLE {build}.lexicon (word text PRIMARY KEY, rows int[] NOT NULL, positions int[] NOT NULL);
CREATE TABLE {build}.vectors (row_no int PRIMARY KEY, embedding vector({dimension}) NOT NULL);
CREATE TABLE {build}.sentences (row_no int PRIMARY KEY, embedding vector({dimension}) NOT NULL);
CREATE TABLE {build}.tokens (row_no int PRIMARY KEY, numbers bytea NOT NULL);
CREATE TABLE {build}.codebook (centres bytea NOT NULL, spread bytea NOT NULL);
ALTER TABLE {build}.tokens ALTER COLUMN numbers SET STORAGE EXTERNAL;
""")

# Vectors of up to so many numbers fit on a page of the database; kept there they are compared much faster.
ON_A_PAGE = 1990
BESIDE_ITS_ROW = SQL("""
ALTER TABLE {build}.vectors ALTER COLUMN embedding SET STORAGE PLAIN;
ALTER TABLE {build}.sentences ALTER COLUMN embedding SET STORAGE PLAIN;
""")

# Tables that are copied as they stand in a build's folder, with how many columns they have there.
COPIED = ("sources", "meanings", "terms", "health", "unreadable", "documents", "boxes", "passages")
OTHERS = ("words", "lengths", "lexicon", "vectors", "sentences", "tokens", "codebook")

CONTEXT = 1 << 30


def build_schema(number: int) -> Identifier:
    """Returns the name of a build's schema."""
    return Identifier(f"signpost_build_{number}")


def tables_of(number: int, dimension: int) -> Composed:
    """Returns the statements that create a build's tables."""
    made = BUILD if dimension > ON_A_PAGE else SQL(BUILD.as_string() + BESIDE_ITS_ROW.as_string())
    return made.format(build=build_schema(number), dimension=Literal(dimension))
