#include "engine/git/git_tree_object.h"

#include <random>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

// An entry as git stores it, its id made of one byte.
std::string Entry(absl::string_view mode, absl::string_view name, char id) {
  std::string entry = absl::StrCat(mode, " ", name);
  entry.push_back('\0');
  entry.append(ObjectId::kBytes, id);
  return entry;
}

TEST(GitTreeObject, FindsEntries) {
  // Git's order: the folder "a" counts as "a/" and so follows "a.c".
  auto tree = GitTreeObject::Parse(
      Entry("100755", "a-run", '1') + Entry("100644", "a.c", '2') +
      Entry("40000", "a", '3') + Entry("120000", "link", '4') +
      Entry("160000", "sub", '5') + Entry("100664", "z", '6'));
  ASSERT_TRUE(tree.ok()) << tree.status();
  ASSERT_EQ(tree->size(), 6);
  EXPECT_EQ(tree->entry(0).name, "a");
  EXPECT_TRUE(tree->entry(0).is_directory);
  EXPECT_EQ(tree->Find("a-run")->mode, FileMode::kExecutable);
  EXPECT_EQ(tree->Find("a.c")->mode, FileMode::kRegular);
  EXPECT_EQ(tree->Find("link")->mode, FileMode::kSymlink);
  EXPECT_EQ(tree->Find("sub")->mode, FileMode::kSubmodule);
  // Group-writable files of old histories are plain files.
  EXPECT_EQ(tree->Find("z")->mode, FileMode::kRegular);
  EXPECT_EQ(tree->Find("z")->id.raw()[0], '6');
  EXPECT_FALSE(tree->Find("").has_value());
  EXPECT_FALSE(tree->Find("zz").has_value());
}

TEST(GitTreeObject, MayBeEmpty) {
  auto tree = GitTreeObject::Parse("");
  ASSERT_TRUE(tree.ok());
  EXPECT_EQ(tree->size(), 0);
}

TEST(GitTreeObject, RefusesGarbage) {
  const std::string good = Entry("100644", "a", '1');
  EXPECT_FALSE(GitTreeObject::Parse(good.substr(0, good.size() - 1)).ok());
  EXPECT_FALSE(GitTreeObject::Parse("100644 name without end").ok());
  EXPECT_FALSE(GitTreeObject::Parse("no mode").ok());
  EXPECT_FALSE(GitTreeObject::Parse(Entry("100644", "", '1')).ok());
  EXPECT_FALSE(GitTreeObject::Parse(Entry("100644", "..", '1')).ok());
  EXPECT_FALSE(GitTreeObject::Parse(Entry("100644", "a/b", '1')).ok());
}

// Whatever the bytes, parsing ends, and what it takes can be read.
TEST(GitTreeObject, SurvivesBrokenBytes) {
  const std::string good = Entry("100644", "a", '1') + Entry("40000", "b", '2');
  const unsigned seed = std::random_device()();
  SCOPED_TRACE(absl::StrCat("seed ", seed));
  std::mt19937 random(seed);
  for (int round = 0; round < 20000; ++round) {
    std::string bytes = good.substr(0, random() % (good.size() + 1));
    for (unsigned edits = random() % 4; edits > 0 && !bytes.empty(); --edits) {
      bytes[random() % bytes.size()] = static_cast<char>(random());
    }
    auto tree = GitTreeObject::Parse(bytes);
    if (!tree.ok()) continue;
    for (int i = 0; i < tree->size(); ++i) {
      EXPECT_TRUE(tree->Find(tree->entry(i).name).has_value());
    }
  }
}

}  // namespace
}  // namespace patchgraph
