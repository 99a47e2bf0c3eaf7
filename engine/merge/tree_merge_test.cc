#include "engine/merge/tree_merge.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/merge/test_trees.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

TreeMerge Merge(const Files& base, const Files& ours, const Files& theirs) {
  const auto base_tree = MakeTree(base);
  const auto ours_tree = MakeTree(ours);
  const auto theirs_tree = MakeTree(theirs);
  auto merge = MergeTrees(*base_tree, *ours_tree, *theirs_tree);
  EXPECT_TRUE(merge.ok()) << merge.status();
  return merge.ok() ? *std::move(merge) : TreeMerge();
}

// What the merge changes in ours: path -> text, or "gone".
std::map<std::string, std::string> Changes(const TreeMerge& merge) {
  std::map<std::string, std::string> changes;
  for (const auto& [path, file] : merge.edits) {
    changes[path] = file.has_value() ? **file->blob.Read() : "gone";
  }
  return changes;
}

// "kind detail path" of each conflict.
std::vector<std::string> Conflicts(const TreeMerge& merge) {
  std::vector<std::string> conflicts;
  for (const Conflict& conflict : merge.conflicts) {
    EXPECT_FALSE(conflict.message.empty());
    conflicts.push_back(absl::StrCat(Name(conflict.kind), ", ", conflict.detail,
                                     ": ", conflict.path));
  }
  return conflicts;
}

// "path stage" of each staged file.
std::vector<std::string> Stages(const TreeMerge& merge) {
  std::vector<std::string> stages;
  for (const StagedFile& staged : merge.stages) {
    stages.push_back(absl::StrCat(staged.path, " ", staged.stage));
  }
  return stages;
}

TEST(MergeTrees, TakesWhatOnlyTheirsChanged) {
  const TreeMerge merge = Merge(
      {{"Makefile", Text("all:\n")}, {"mm/slab.c", Text("slab\n")}},
      {{"Makefile", Text("all: vmlinux\n")}, {"mm/slab.c", Text("slab\n")}},
      {{"Makefile", Text("all:\n")}, {"mm/slab.c", Text("slob\n")}});
  EXPECT_TRUE(merge.clean);
  EXPECT_THAT(Changes(merge), ElementsAre(Pair("mm/slab.c", "slob\n")));
  EXPECT_THAT(merge.conflicts, IsEmpty());
  ASSERT_EQ(merge.outcomes.size(), 1u);
  EXPECT_EQ(merge.outcomes[0].how, PathOutcome::How::kTaken);
  EXPECT_EQ(merge.outcomes[0].result_path, "mm/slab.c");
}

TEST(MergeTrees, SeesWhatIsThereAlready) {
  const TreeMerge merge =
      Merge({{"mm/slab.c", Text("slab\n")}}, {{"mm/slab.c", Text("slob\n")}},
            {{"mm/slab.c", Text("slob\n")}});
  EXPECT_TRUE(merge.clean);
  EXPECT_THAT(merge.edits, IsEmpty());
  ASSERT_EQ(merge.outcomes.size(), 1u);
  EXPECT_EQ(merge.outcomes[0].how, PathOutcome::How::kAlreadyThere);
}

TEST(MergeTrees, MergesLines) {
  const TreeMerge merge = Merge({{"a.c", Text(TenLines("a"))}},
                                {{"a.c", Text(TenLines("a", 1, "ours"))}},
                                {{"a.c", Text(TenLines("a", 9, "theirs"))}});
  EXPECT_TRUE(merge.clean);
  const std::string text = Changes(merge)["a.c"];
  EXPECT_NE(text.find("ours\n"), std::string::npos);
  EXPECT_NE(text.find("theirs\n"), std::string::npos);
  ASSERT_EQ(merge.outcomes.size(), 1u);
  EXPECT_EQ(merge.outcomes[0].how, PathOutcome::How::kMerged);
  ASSERT_NE(merge.outcomes[0].text, nullptr);
  EXPECT_TRUE(merge.outcomes[0].text->merge.clean());
}

TEST(MergeTrees, ReportsTheLinesOfAConflict) {
  const TreeMerge merge =
      Merge({{"a.c", Text("one\ntwo\n")}}, {{"a.c", Text("one\nours\n")}},
            {{"a.c", Text("one\ntheirs\nthree\n")}});
  EXPECT_FALSE(merge.clean);
  EXPECT_THAT(Conflicts(merge), ElementsAre("content, contents: a.c"));
  EXPECT_THAT(Stages(merge), ElementsAre("a.c 1", "a.c 2", "a.c 3"));
  EXPECT_EQ(Changes(merge)["a.c"],
            "one\n<<<<<<< ours\nours\n=======\ntheirs\nthree\n"
            ">>>>>>> theirs\n");
  const Conflict& conflict = merge.conflicts[0];
  ASSERT_EQ(conflict.regions.size(), 1u);
  EXPECT_EQ(conflict.regions[0].base.start, 2);
  EXPECT_EQ(conflict.regions[0].base.text, "two\n");
  EXPECT_EQ(conflict.regions[0].ours.text, "ours\n");
  EXPECT_EQ(conflict.regions[0].theirs.start, 2);
  EXPECT_EQ(conflict.regions[0].theirs.text, "theirs\nthree\n");
  EXPECT_EQ(conflict.ours, absl::optional<FileState>(Text("one\nours\n")));
  ASSERT_EQ(merge.outcomes.size(), 1u);
  EXPECT_EQ(merge.outcomes[0].how, PathOutcome::How::kConflict);
}

TEST(MergeTrees, ConflictOfTwoAddedFiles) {
  const TreeMerge merge =
      Merge({}, {{"a.c", Text("ours\n")}}, {{"a.c", Text("theirs\n")}});
  EXPECT_THAT(Conflicts(merge), ElementsAre("add/add, contents: a.c"));
  EXPECT_THAT(Stages(merge), ElementsAre("a.c 2", "a.c 3"));
}

TEST(MergeTrees, ConflictOfADeletedFile) {
  const Files base = {{"a.c", Text(TenLines("a"))}};
  const Files changed = {{"a.c", Text(TenLines("a", 5, "new"))}};
  TreeMerge merge = Merge(base, {}, changed);
  EXPECT_THAT(Conflicts(merge),
              ElementsAre("modify/delete, modify/delete: a.c"));
  EXPECT_THAT(Changes(merge),
              ElementsAre(Pair("a.c", TenLines("a", 5, "new"))));
  merge = Merge(base, changed, {});
  EXPECT_THAT(Conflicts(merge),
              ElementsAre("delete/modify, modify/delete: a.c"));
  EXPECT_THAT(merge.edits, IsEmpty());
}

TEST(MergeTrees, FollowsARenamedFile) {
  const TreeMerge merge =
      Merge({{"arch/i386/setup.c", Text(TenLines("setup"))}},
            {{"arch/x86/setup_32.c", Text(TenLines("setup", 2, "moved"))}},
            {{"arch/i386/setup.c", Text(TenLines("setup", 9, "xen"))}});
  EXPECT_TRUE(merge.clean);
  const std::string text = Changes(merge)["arch/x86/setup_32.c"];
  EXPECT_NE(text.find("moved\n"), std::string::npos);
  EXPECT_NE(text.find("xen\n"), std::string::npos);
  ASSERT_EQ(merge.outcomes.size(), 1u);
  EXPECT_EQ(merge.outcomes[0].base_path, "arch/i386/setup.c");
  EXPECT_EQ(merge.outcomes[0].theirs_path, "arch/i386/setup.c");
  EXPECT_EQ(merge.outcomes[0].result_path, "arch/x86/setup_32.c");
  EXPECT_EQ(merge.outcomes[0].how, PathOutcome::How::kMerged);
}

TEST(MergeTrees, MarksConflictsOfARenamedFileWithBothPaths) {
  const TreeMerge merge = Merge({{"old.c", Text(TenLines("a"))}},
                                {{"new.c", Text(TenLines("a", 5, "ours"))}},
                                {{"old.c", Text(TenLines("a", 5, "theirs"))}});
  EXPECT_THAT(Conflicts(merge), ElementsAre("content, contents: new.c"));
  const std::string text = Changes(merge)["new.c"];
  EXPECT_NE(text.find("<<<<<<< ours:new.c\n"), std::string::npos);
  EXPECT_NE(text.find(">>>>>>> theirs:old.c\n"), std::string::npos);
  EXPECT_EQ(merge.conflicts[0].theirs_path, "old.c");
  EXPECT_EQ(merge.conflicts[0].ours_path, "new.c");
}

TEST(MergeTrees, ConflictOfTwoNewNames) {
  const TreeMerge merge =
      Merge({{"a.c", Text(TenLines("a"))}}, {{"ours.c", Text(TenLines("a"))}},
            {{"theirs.c", Text(TenLines("a"))}});
  EXPECT_THAT(Conflicts(merge), ElementsAre("rename, rename/rename: a.c"));
  EXPECT_THAT(Stages(merge), ElementsAre("a.c 1", "ours.c 2", "theirs.c 3"));
  EXPECT_EQ(merge.conflicts[0].ours_path, "ours.c");
  EXPECT_EQ(merge.conflicts[0].theirs_path, "theirs.c");
}

TEST(MergeTrees, ConflictOfTwoFilesThatGetOneName) {
  const Files base = {{"a.c", Text(TenLines("a"))},
                      {"b.c", Text(TenLines("b"))}};
  const TreeMerge merge = Merge(
      base, {{"new.c", Text(TenLines("a"))}, {"b.c", Text(TenLines("b"))}},
      {{"a.c", Text(TenLines("a"))}, {"new.c", Text(TenLines("b"))}});
  EXPECT_THAT(Conflicts(merge), ElementsAre("add/add, contents: new.c"));
  EXPECT_THAT(Stages(merge), ElementsAre("new.c 2", "new.c 3"));
}

TEST(MergeTrees, ConflictOfARenamedFileWithAnAddedOne) {
  const TreeMerge merge = Merge(
      {{"a.c", Text(TenLines("a"))}},
      {{"new.c", Text(TenLines("a", 5, "ours"))}},
      {{"a.c", Text(TenLines("a", 5, "theirs"))}, {"new.c", Text("added\n")}});
  EXPECT_THAT(Conflicts(merge),
              ElementsAre("rename, rename involved in collision: new.c",
                          "add/add, contents: new.c"));
}

TEST(MergeTrees, ConflictOfARenamedAndDeletedFile) {
  const TreeMerge merge =
      Merge({{"a.c", Text(TenLines("a"))}}, {{"b.c", Text(TenLines("a"))}}, {});
  EXPECT_THAT(Conflicts(merge), ElementsAre("rename, rename/delete: b.c"));
  EXPECT_THAT(Stages(merge), ElementsAre("b.c 1", "b.c 2"));
}

TEST(MergeTrees, SuggestsTheFolderThatWasRenamed) {
  const Files base = {{"arch/i386/a.c", Text(TenLines("a"))},
                      {"arch/i386/b.c", Text(TenLines("b"))}};
  const Files ours = {{"arch/x86/a.c", Text(TenLines("a"))},
                      {"arch/x86/b.c", Text(TenLines("b"))}};
  Files theirs = base;
  theirs["arch/i386/xen.c"] = Text("xen\n");
  const TreeMerge merge = Merge(base, ours, theirs);
  EXPECT_FALSE(merge.clean);
  EXPECT_THAT(Conflicts(merge),
              ElementsAre("rename, directory rename suggested: "
                          "arch/x86/xen.c"));
  EXPECT_THAT(Changes(merge), ElementsAre(Pair("arch/x86/xen.c", "xen\n")));
  ASSERT_EQ(merge.outcomes.size(), 1u);
  EXPECT_EQ(merge.outcomes[0].theirs_path, "arch/i386/xen.c");
  EXPECT_EQ(merge.outcomes[0].result_path, "arch/x86/xen.c");
}

TEST(MergeTrees, SaysWhatMakesWayForAMovedFile) {
  const Files base = {{"old/a.c", Text(TenLines("a"))},
                      {"new/sub", Text("a file\n")}};
  const Files ours = {{"new/a.c", Text(TenLines("a"))},
                      {"new/sub", Text("a file\n")}};
  Files theirs = base;
  theirs["old/b.c"] = Text("b\n");
  theirs["old/sub/c.c"] = Text("c\n");
  const TreeMerge merge = Merge(base, ours, theirs);
  EXPECT_THAT(Conflicts(merge),
              ElementsAre("rename, directory rename suggested: new/b.c",
                          "directory, file/directory: new/sub",
                          "rename, directory rename suggested: new/sub/c.c"));
  EXPECT_THAT(Changes(merge),
              ElementsAre(Pair("new/b.c", "b\n"), Pair("new/sub", "gone"),
                          Pair("new/sub/c.c", "c\n")));
}

TEST(MergeTrees, SaysWhenAFolderWentTwoWays) {
  const Files base = {{"old/a.c", Text(TenLines("a"))},
                      {"old/b.c", Text(TenLines("b"))}};
  const Files ours = {{"one/a.c", Text(TenLines("a"))},
                      {"two/b.c", Text(TenLines("b"))}};
  Files theirs = base;
  theirs["old/c.c"] = Text("new\n");
  const TreeMerge merge = Merge(base, ours, theirs);
  EXPECT_FALSE(merge.clean);
  EXPECT_THAT(Conflicts(merge),
              ElementsAre("rename, directory rename unclear split: old"));
  EXPECT_THAT(Changes(merge), ElementsAre(Pair("old/c.c", "new\n")));
}

TEST(MergeTrees, MergesModes) {
  const TreeMerge merge =
      Merge({{"run", Text("#!/bin/sh\n")}}, {{"run", Text("#!/bin/bash\n")}},
            {{"run", Program("#!/bin/sh\n")}});
  EXPECT_TRUE(merge.clean);
  EXPECT_EQ(merge.edits.at("run"),
            absl::optional<FileState>(Program("#!/bin/bash\n")));
}

TEST(MergeTrees, ConflictOfModes) {
  const TreeMerge merge =
      Merge({}, {{"run", Text("same\n")}}, {{"run", Program("same\n")}});
  EXPECT_THAT(Conflicts(merge), ElementsAre("mode, contents: run"));
}

TEST(MergeTrees, ConflictOfSymlinks) {
  const TreeMerge merge =
      Merge({{"asm", Link("asm-i386")}}, {{"asm", Link("asm-x86")}},
            {{"asm", Link("asm-xen")}});
  EXPECT_THAT(Conflicts(merge), ElementsAre("symlink, contents: asm"));
  EXPECT_THAT(merge.edits, IsEmpty());
}

TEST(MergeTrees, KeepsAFileAndASymlinkApart) {
  const TreeMerge merge =
      Merge({}, {{"asm", Text("a file\n")}}, {{"asm", Link("asm-xen")}});
  EXPECT_THAT(Conflicts(merge), ElementsAre("symlink, distinct modes: asm"));
  EXPECT_THAT(Changes(merge), ElementsAre(Pair("asm", "asm-xen"),
                                          Pair("asm~ours", "a file\n")));
}

TEST(MergeTrees, ConflictOfSubmodules) {
  const TreeMerge merge =
      Merge({{"lib", Submodule(1)}}, {{"lib", Submodule(2)}},
            {{"lib", Submodule(3)}});
  EXPECT_THAT(Conflicts(merge),
              ElementsAre("symlink, submodule not initialized: lib"));
}

TEST(MergeTrees, PutsAFileNextToAFolder) {
  const TreeMerge merge =
      Merge({}, {{"xen/core.c", Text("core\n")}}, {{"xen", Text("readme\n")}});
  EXPECT_THAT(Conflicts(merge),
              ElementsAre("directory, file/directory: xen~theirs"));
  EXPECT_THAT(Changes(merge), ElementsAre(Pair("xen~theirs", "readme\n")));
  EXPECT_THAT(Stages(merge), ElementsAre("xen~theirs 3"));
}

TEST(MergeTrees, TakesANumberWhereTheNameBesideAFolderIsTaken) {
  const Files base = {{"xen~theirs", Text("taken\n")}};
  Files ours = base;
  ours["xen/core.c"] = Text("core\n");
  Files theirs = base;
  theirs["xen"] = Text("readme\n");
  EXPECT_THAT(Changes(Merge(base, ours, theirs)),
              ElementsAre(Pair("xen~theirs_0", "readme\n")));
}

TEST(MergeTrees, ReplacesAFolderByAFile) {
  const Files base = {{"asm/a.h", Text("a\n")}, {"asm/b.h", Text("b\n")}};
  const TreeMerge merge = Merge(base, base, {{"asm", Link("asm-xen")}});
  EXPECT_TRUE(merge.clean);
  EXPECT_THAT(Changes(merge),
              ElementsAre(Pair("asm", "asm-xen"), Pair("asm/a.h", "gone"),
                          Pair("asm/b.h", "gone")));
}

TEST(MergeTrees, DoesNotMergeBinaryFiles) {
  const auto binary = [](char byte) {
    return Text(
        absl::StrCat("head", std::string(1, '\0'), std::string(1, byte)));
  };
  const TreeMerge merge =
      Merge({{"logo", binary('a')}}, {{"logo", binary('b')}},
            {{"logo", binary('c')}});
  EXPECT_THAT(Conflicts(merge), ElementsAre("binary, binary: logo"));
  EXPECT_THAT(merge.edits, IsEmpty());
}

TEST(MergeTrees, UnreadableFilesAreAnError) {
  const FileState unreadable = {FileMode::kRegular,
                                Blob::Stored(HashBlob("lost"), nullptr)};
  const auto base = MakeTree({{"a.c", Text("a\n")}});
  const auto ours = MakeTree({{"a.c", Text("b\n")}});
  const auto theirs = MakeTree({{"a.c", unreadable}});
  EXPECT_FALSE(MergeTrees(*base, *ours, *theirs).ok());
}

// Counts how often a folder is read.
class CountedTree : public Tree {
 public:
  explicit CountedTree(std::shared_ptr<const Tree> tree)
      : tree_(std::move(tree)) {}

  const std::string& name() const override { return tree_->name(); }
  absl::StatusOr<absl::optional<TreeNode>> Find(
      absl::string_view path) const override {
    return tree_->Find(path);
  }
  // Folders get an id, as those of a git tree have one.
  absl::StatusOr<std::vector<NamedNode>> List(
      absl::string_view directory) const override {
    read_.emplace_back(directory);
    auto nodes = tree_->List(directory);
    if (!nodes.ok()) return nodes;
    for (NamedNode& node : *nodes) {
      if (node.node.is_directory) node.node.tree_id = HashBlob(node.name);
    }
    return nodes;
  }

  const std::vector<std::string>& read() const { return read_; }

 private:
  std::shared_ptr<const Tree> tree_;
  mutable std::vector<std::string> read_;
};

TEST(MergeTrees, ReadsOnlyTheFoldersThatTheStackTouches) {
  Files files;
  for (const char* folder : {"drivers", "fs", "mm", "net"}) {
    files[absl::StrCat(folder, "/a.c")] = Text("a\n");
    files[absl::StrCat(folder, "/b/c.c")] = Text("c\n");
  }
  const auto base = std::make_shared<CountedTree>(MakeTree(files));
  files["net/b/c.c"] = Text("new\n");
  const auto ours = std::make_shared<CountedTree>(MakeTree(files));
  Overlay theirs(base, "stack");
  theirs.Put("mm/a.c", Text("patched\n"));
  const auto merge = MergeTrees(*base, *ours, theirs);
  ASSERT_TRUE(merge.ok()) << merge.status();
  EXPECT_THAT(Changes(*merge), ElementsAre(Pair("mm/a.c", "patched\n")));
  EXPECT_THAT(base->read(), UnorderedElementsAre("", "mm"));
  EXPECT_THAT(ours->read(), UnorderedElementsAre("", "mm"));
}

}  // namespace
}  // namespace patchgraph
