#include "engine/git/edited_tree.h"

#include <map>
#include <memory>
#include <random>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "engine/git/git_repository.h"
#include "engine/git/git_test_repository.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

class EditedTreeTest : public testing::Test {
 protected:
  std::unique_ptr<EditedTree> Edit() {
    auto opened = GitRepository::Open(repository_.path());
    EXPECT_TRUE(opened.ok()) << opened.status();
    git_ = *opened;
    const auto head = git_->Resolve("HEAD");
    EXPECT_TRUE(head.ok()) << head.status();
    return std::make_unique<EditedTree>(git_->objects(), head->tree,
                                        git_->objects(), "HEAD");
  }

  // Writes the tree and asks git for its files: "MODE ID PATH" lines.
  std::string Written(EditedTree* tree, NewObjects* objects) {
    const ObjectId id = tree->Write(objects);
    EXPECT_TRUE(objects->Write(*git_).ok());
    return repository_.Git("ls-tree -r --format='%(objectmode) %(path)' " +
                           id.Hex());
  }

  TestRepository repository_;
  std::shared_ptr<const GitRepository> git_;
};

TEST_F(EditedTreeTest, FilesComeAndGo) {
  repository_.Write("a/b/c", "c\n");
  repository_.Write("a/d", "d\n");
  repository_.Write("e", "e\n");
  repository_.Commit("start");
  const auto tree = Edit();
  NewObjects objects;
  const ObjectId blob = objects.AddBlob("new\n");
  ASSERT_TRUE(tree->Remove("a/b/c").ok());
  ASSERT_TRUE(tree->Put("a/b.c", FileMode::kExecutable, blob).ok());
  ASSERT_TRUE(tree->Put("f/g/h", FileMode::kSymlink, blob).ok());
  EXPECT_FALSE(tree->Find("a/b")->has_value()) << "it went with its last file";
  EXPECT_TRUE((*tree->Find("f/g"))->is_directory);
  EXPECT_EQ(Written(tree.get(), &objects),
            "100755 a/b.c\n100644 a/d\n100644 e\n120000 f/g/h");
}

TEST_F(EditedTreeTest, NothingChangedNothingMade) {
  repository_.Write("a/b", "b\n");
  repository_.Commit("start");
  const auto tree = Edit();
  NewObjects objects;
  EXPECT_TRUE((*tree->Find("a/b")).has_value());
  EXPECT_EQ(tree->Write(&objects), git_->Resolve("HEAD")->tree);
  EXPECT_EQ(objects.size(), 0);
}

TEST_F(EditedTreeTest, AFolderInTheWayOfAFileAndTheOtherWay) {
  repository_.Write("a/b/c", "c\n");
  repository_.Write("d", "d\n");
  repository_.Commit("start");
  const auto tree = Edit();
  NewObjects objects;
  const ObjectId blob = objects.AddBlob("new\n");
  ASSERT_TRUE(tree->Put("a/b", FileMode::kRegular, blob).ok());
  ASSERT_TRUE(tree->Put("d/e", FileMode::kRegular, blob).ok());
  EXPECT_EQ(Written(tree.get(), &objects), "100644 a/b\n100644 d/e");
}

// git's own index is the judge: it makes a tree of the same files.
TEST_F(EditedTreeTest, AnyEdits) {
  repository_.Write("start", "x\n");
  repository_.Commit("start");
  const auto tree = Edit();
  NewObjects objects;
  std::mt19937_64 random(20060620);
  const std::string names[] = {"a", "a.b", "a-", "ab", "a0", "b", "z"};
  std::map<std::string, ObjectId> files = {{"start", HashBlob("x\n")}};
  for (int round = 0; round < 60; ++round) {
    for (int edit = 0; edit < 20; ++edit) {
      std::string path = names[random() % 7];
      while (random() % 2 == 0) {
        absl::StrAppend(&path, "/", names[random() % 7]);
      }
      if (random() % 3 == 0) {
        ASSERT_TRUE(tree->Remove(path).ok());
        files.erase(path);
        continue;
      }
      const ObjectId blob = objects.AddBlob(absl::StrCat(random() % 9, "\n"));
      ASSERT_TRUE(tree->Put(path, FileMode::kRegular, blob).ok());
      // What stood where the file or its folders are now.
      for (auto file = files.begin(); file != files.end();) {
        const bool gone = absl::StartsWith(file->first, path + "/") ||
                          absl::StartsWith(path, file->first + "/");
        file = gone ? files.erase(file) : std::next(file);
      }
      files[path] = blob;
    }
    const ObjectId id = tree->Write(&objects);
    std::string index;
    for (const auto& [path, blob] : files) {
      absl::StrAppend(&index, "100644 ", blob.Hex(), "\t", path, "\n");
    }
    repository_.Write(".git/files", index);
    repository_.Git("read-tree --empty");
    repository_.Git("update-index --index-info < .git/files");
    ASSERT_EQ(repository_.Git("write-tree --missing-ok"), id.Hex())
        << "round " << round;
  }
}

}  // namespace
}  // namespace patchgraph
