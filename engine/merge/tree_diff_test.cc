#include "engine/merge/tree_diff.h"

#include "absl/strings/str_cat.h"
#include "engine/merge/test_trees.h"
#include "engine/merge/tree_object.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// "path: before -> after"
std::vector<std::string> Diff(const Tree& before, const Tree& after) {
  const auto changes = DiffTrees(before, after);
  EXPECT_TRUE(changes.ok()) << changes.status();
  std::vector<std::string> lines;
  const auto text = [](const absl::optional<FileState>& file) {
    return file.has_value() ? **file->blob.Read() : "nothing";
  };
  for (const PathChange& change : *changes) {
    lines.push_back(absl::StrCat(change.path, ": ", text(change.before), " -> ",
                                 text(change.after)));
  }
  return lines;
}

TEST(DiffTrees, ListsChangedFilesByPath) {
  const auto before = MakeTree({{"mm/slab.c", Text("slab")},
                                {"mm/page.c", Text("page")},
                                {"Makefile", Text("all")}});
  const auto after = MakeTree({{"mm/slab.c", Text("slob")},
                               {"mm/page.c", Text("page")},
                               {"mm-x", Text("x")}});
  EXPECT_THAT(Diff(*before, *after),
              ElementsAre("Makefile: all -> nothing", "mm-x: nothing -> x",
                          "mm/slab.c: slab -> slob"));
  EXPECT_THAT(Diff(*before, *before), IsEmpty());
}

TEST(DiffTrees, SeesAFileInPlaceOfAFolder) {
  const auto before = MakeTree({{"asm/a.h", Text("a")}, {"asm-x", Text("x")}});
  const auto after = MakeTree({{"asm", Link("target")}, {"asm-x", Text("x")}});
  EXPECT_THAT(Diff(*before, *after),
              ElementsAre("asm: nothing -> target", "asm/a.h: a -> nothing"));
}

TEST(DiffTrees, OfAnOverlayAreTheEditsThatChangeAnything) {
  const auto before =
      MakeTree({{"mm/slab.c", Text("slab")}, {"mm/page.c", Text("page")}});
  Overlay after(before, "patched");
  after.Put("mm/page.c", Text("page"));
  after.Put("mm/new.c", Text("new"));
  after.Remove("mm/slab.c");
  after.Remove("never/there.c");
  EXPECT_THAT(Diff(*before, after), ElementsAre("mm/new.c: nothing -> new",
                                                "mm/slab.c: slab -> nothing"));
}

// The ids are what `git mktree` prints.
TEST(HashTree, AgreesWithGit) {
  EXPECT_EQ(HashTree({}).Hex(), "4b825dc642cb6eb9a060e54bf8d69288fbee4904");
  Listing listing = {
      {"mm", Version::Folder(HashTree({}))},
      {"mm-x", Version::File(Text("hello\n"))},
      {"mm.c", Version::File(Program("hello\n"))},
  };
  SortAsTreeObject(&listing);
  EXPECT_EQ(listing[0].name, "mm-x");
  EXPECT_EQ(listing[2].name, "mm");
  EXPECT_EQ(HashTree(listing).Hex(),
            "1e7ae504492e7d041b0d35464d6f7a646370e6e0");
}

}  // namespace
}  // namespace patchgraph
