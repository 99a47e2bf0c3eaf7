// What is no good diff, and what is said about it.

#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/source/diff_reader.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

constexpr char kHeader[] = "--- a/x\n+++ b/x\n";

struct BadDiff {
  const char* what;
  std::string text;
  const char* message;  // from its beginning
};

class BadDiffs : public testing::TestWithParam<BadDiff> {};

TEST_P(BadDiffs, SayWhereAndWhy) {
  auto patch = ReadDiff(GetParam().text, "dir/x.patch", "x.patch");
  ASSERT_FALSE(patch.ok()) << GetParam().what;
  EXPECT_TRUE(absl::IsInvalidArgument(patch.status()));
  EXPECT_TRUE(absl::StartsWith(patch.status().message(), GetParam().message))
      << GetParam().what << "\n  said: " << patch.status().message();
}

std::string Diff(absl::string_view rest) { return absl::StrCat(kHeader, rest); }

INSTANTIATE_TEST_SUITE_P(
    ReadDiff, BadDiffs,
    testing::Values(
        BadDiff{"the text ends in a hunk", Diff("@@ -1,3 +1,3 @@\n a\n-b\n"),
                "dir/x.patch:6: patch x.patch, hunk 1: expected 1 more old and "
                "2 more new lines, found the end of the text"},
        BadDiff{"the text ends after a header", Diff(""),
                "dir/x.patch:3: patch x.patch: expected a hunk"},
        BadDiff{"the text ends in git's header",
                "diff --git a/x b/x\nindex 587be6b..975fbec 100644\n",
                "dir/x.patch:3: patch x.patch: expected the hunks of \"diff "
                "--git a/x b/x\", found the end of the text"},
        BadDiff{"the text ends between the names",
                "diff --git a/x b/x\nindex 587be6b..975fbec 100644\n--- a/x\n",
                "dir/x.patch:3: patch x.patch: expected the hunks of"},
        BadDiff{"too few lines before the next hunk",
                Diff("@@ -1,2 +1,2 @@\n-a\n+b\n@@ -9 +9 @@\n-a\n+b\n"),
                "dir/x.patch:6: patch x.patch, hunk 1: expected 1 more old and "
                "1 more new lines, found \"@@ -9 +9 @@\""},
        BadDiff{"too few lines before the next file",
                Diff("@@ -1,2 +1,2 @@\n-a\n+b\ndiff --git a/y b/y\n"),
                "dir/x.patch:6: patch x.patch, hunk 1: expected 1 more old"},
        BadDiff{"too many lines", Diff("@@ -1 +1 @@\n-a\n+b\n+c\n"),
                "dir/x.patch:6: patch x.patch, hunk 1: expected the end of the "
                "hunk, which has all the lines of its counts, found \"+c\""},
        BadDiff{"too many old lines", Diff("@@ -1 +1,2 @@\n-a\n-b\n+c\n+d\n"),
                "dir/x.patch:5: patch x.patch, hunk 1: expected 0 more old and "
                "2 more new lines, found \"-b\""},
        BadDiff{"a count that nothing follows",
                Diff("@@ -1,2000000000 +1 @@\n-a\n+b\n"),
                "dir/x.patch:6: patch x.patch, hunk 1: expected 1999999999 "
                "more old and 0 more new lines"},
        BadDiff{"a number that is too large",
                Diff("@@ -1,99999999999 +1 @@\n-a\n+b\n"),
                "dir/x.patch:3: patch x.patch, hunk 1: expected \"@@ "},
        BadDiff{"a garbled hunk header", Diff("@@ -1,x +1 @@\n-a\n+b\n"),
                "dir/x.patch:3: patch x.patch, hunk 1: expected \"@@ "},
        BadDiff{"lines at line 0", Diff("@@ -0,2 +1 @@\n-a\n-a\n+b\n"),
                "dir/x.patch:3: patch x.patch, hunk 1: expected \"@@ "},
        BadDiff{"a garbled second hunk",
                Diff("@@ -1 +1 @@\n-a\n+b\n@@ garbled\n"),
                "dir/x.patch:6: patch x.patch, hunk 2: expected \"@@ "},
        BadDiff{"a hunk of no file", "@@ -1 +1 @@\n-a\n+b\n",
                "dir/x.patch:1: patch x.patch: a hunk without a file: "},
        BadDiff{
            "a line after the last one of the file",
            Diff("@@ -1,2 +1 @@\n-a\n\\ No newline at end of file\n-b\n+c\n"),
            "dir/x.patch:6: patch x.patch, hunk 1: a line follows the one "
            "marked as the file's last"},
        BadDiff{"a marker without a line", Diff("@@ -1 +1 @@\n\\ No newline\n"),
                "dir/x.patch:4: patch x.patch, hunk 1: expected a line before"},
        BadDiff{
            "a combined diff",
            "diff --cc x\nindex 1,2..3\n--- a/x\n+++ b/x\n@@@ -1 -1 +1 @@@\n",
            "dir/x.patch:1: patch x.patch: a combined diff of a merge has "
            "no single base"},
        BadDiff{"a combined hunk", Diff("@@@ -1,2 -1,2 +1,3 @@@\n"),
                "dir/x.patch:3: patch x.patch: a combined diff of a merge"},
        BadDiff{"a context diff",
                "*** a/x\n--- b/x\n***************\n*** 1 ****\n! a\n",
                "dir/x.patch:1: patch x.patch: a context diff cannot be read"},
        BadDiff{"a diff without context", "3c3\n< a\n---\n> b\n",
                "dir/x.patch:1: patch x.patch: a diff without context cannot"},
        BadDiff{"binary data",
                std::string("\x7f"
                            "ELF\0\0\n",
                            7),
                "dir/x.patch:1: patch x.patch: expected a patch, found binary"},
        BadDiff{"no mode", "diff --git a/x b/x\nnew file mode 10o644\n",
                "dir/x.patch:2: patch x.patch: expected a file's mode"},
        BadDiff{"a folder's mode", "diff --git a/x b/x\nnew file mode 40000\n",
                "dir/x.patch:2: patch x.patch: expected a file's mode"},
        BadDiff{"two files in one header",
                "diff --git a/x b/y\nold mode 100644\nnew mode 100755\n",
                "dir/x.patch:1: patch x.patch: expected \"diff --git\" and two "
                "names of one file"},
        BadDiff{"half a rename", "diff --git a/x b/y\nrename from x\n",
                "dir/x.patch:1: patch x.patch: a rename or copy must say"},
        BadDiff{"a new file with old lines",
                "diff --git a/x b/x\nnew file mode 100644\n--- a/x\n+++ b/x\n"
                "@@ -1 +1 @@\n-a\n+b\n",
                "dir/x.patch:8: patch x.patch: the new file \"b/x\" must not"},
        BadDiff{"no file at all", "--- /dev/null\n+++ /dev/null\n@@ -1 +1 @@\n",
                "dir/x.patch:2: patch x.patch: the file is /dev/null"},
        BadDiff{"garbled binary data",
                "diff --git a/x b/x\nindex 1..2\nGIT binary patch\nliteral 3\n"
                "~~\n\n",
                "dir/x.patch:5: patch x.patch: expected a line of base 85"},
        BadDiff{"a binary patch of nothing",
                "diff --git a/x b/x\nindex 1..2\nGIT binary patch\n",
                "dir/x.patch:4: patch x.patch: expected \"literal SIZE\" or "
                "\"delta SIZE\", found the end of the text"},
        BadDiff{"binary data of a size that cannot be",
                "diff --git a/x b/x\nindex 1..2\nGIT binary patch\n"
                "literal 999999999999\n\n",
                "dir/x.patch:4: patch x.patch: a patch with more than"}));

TEST(ReadDiff, EveryTruncationIsReadOrRefused) {
  const std::string text =
      "From: A <a@example.com>\n\nWhy.\n---\n"
      "diff --git a/x b/x\nindex 587be6b..975fbec 100644\n--- a/x\n+++ b/x\n"
      "@@ -1,3 +1,3 @@ section\n a\n-b\n+c\n\n-- \n2.39.5\n";
  // From here on the hunk is whole.
  const size_t whole = text.find("-- \n");
  const size_t names = text.find("--- a/x");
  for (size_t size = 0; size <= text.size(); ++size) {
    auto patch = ReadDiff(text.substr(0, size), "x.patch", "x.patch");
    if (size > names && size < whole) {
      EXPECT_FALSE(patch.ok()) << "cut to " << size << " bytes";
    } else if (size >= whole && size != whole + 1) {
      // A lone "-" is one line too many.
      ASSERT_TRUE(patch.ok()) << "cut to " << size << ": " << patch.status();
    }
  }
}

}  // namespace
}  // namespace patchgraph
