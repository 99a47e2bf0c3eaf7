#include "engine/git/new_objects.h"

#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/git/git_test_repository.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

std::string Text(int lines, int changed) {
  std::string text;
  for (int i = 0; i < lines; ++i) {
    absl::StrAppend(&text, "line ", i, i == changed ? " changed\n" : "\n");
  }
  return text;
}

std::shared_ptr<const GitRepository> Open(const TestRepository& repository) {
  auto opened = GitRepository::Open(repository.path());
  EXPECT_TRUE(opened.ok()) << opened.status();
  return *opened;
}

std::string Raw(const ObjectId& id) {
  return std::string(reinterpret_cast<const char*>(id.raw().data()),
                     ObjectId::kBytes);
}

TEST(NewObjectsTest, GitReadsWhatIsWritten) {
  TestRepository repository;
  NewObjects objects;
  const std::string first = Text(500, -1);
  const std::string second = Text(500, 250);
  const ObjectId a = objects.AddBlob(first);
  const ObjectId b = objects.AddBlob(second, {a, first});
  const std::string tree_text =
      absl::StrCat("100644 a.c", std::string(1, '\0'), Raw(a), "100644 b.c",
                   std::string(1, '\0'), Raw(b));
  const ObjectId tree = objects.AddTree(tree_text);
  const ObjectId commit = objects.AddCommit(
      absl::StrCat("tree ", tree.Hex(), "\nauthor A <a@b.c> 1 +0000\n",
                   "committer A <a@b.c> 1 +0000\n\nsubject\n"));
  EXPECT_EQ(objects.size(), 4);
  EXPECT_EQ(**objects.ReadBlob(b), second) << "before anything is written";
  EXPECT_EQ(*objects.BlobSize(b), second.size());

  ASSERT_TRUE(objects.Write(*Open(repository)).ok());
  EXPECT_EQ(repository.Git("cat-file blob " + b.Hex()) + "\n", second);
  EXPECT_EQ(repository.Git("log -1 --format=%s " + commit.Hex()), "subject");
  repository.Git("fsck --strict --no-dangling");
  repository.Git("verify-pack .git/objects/pack/*.idx");
}

TEST(NewObjectsTest, AnObjectIsKeptOnce) {
  NewObjects objects;
  EXPECT_EQ(objects.AddBlob("a\n"), objects.AddBlob("a\n"));
  EXPECT_EQ(objects.size(), 1);
  EXPECT_FALSE(objects.Has(HashBlob("b\n")));
  EXPECT_EQ(objects.ReadBlob(HashBlob("b\n")).status().code(),
            absl::StatusCode::kNotFound);
}

TEST(NewObjectsTest, NothingAddedNothingWritten) {
  TestRepository repository;
  ASSERT_TRUE(NewObjects().Write(*Open(repository)).ok());
  EXPECT_TRUE(std::filesystem::is_empty(
      absl::StrCat(repository.path(), "/.git/objects/pack")));
}

TEST(NewObjectsTest, ALongChainOfVersions) {
  TestRepository repository;
  NewObjects objects;
  std::vector<std::string> texts = {Text(300, -1)};
  std::vector<ObjectId> ids = {objects.AddBlob(texts[0])};
  for (int i = 0; i < 200; ++i) {
    texts.push_back(Text(300, i));
    ids.push_back(objects.AddBlob(texts.back(), {ids.back(), texts[i]}));
  }
  ASSERT_TRUE(objects.Write(*Open(repository)).ok());
  repository.Git("fsck --strict --no-dangling");
  for (size_t i = 0; i < ids.size(); i += 20) {
    EXPECT_EQ(repository.Git("cat-file blob " + ids[i].Hex()) + "\n", texts[i]);
    EXPECT_EQ(**objects.ReadBlob(ids[i]), texts[i]);
  }
}

TEST(NewObjectsTest, SeveralThreads) {
  TestRepository repository;
  NewObjects objects;
  std::vector<std::thread> threads;
  threads.reserve(4);
  for (int thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&objects, thread] {
      std::string last = Text(100, -1);
      ObjectId id = objects.AddBlob(last);
      for (int i = 0; i < 50; ++i) {
        const std::string next = Text(100 + thread, i);
        id = objects.AddBlob(next, {id, last});
        last = next;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  ASSERT_TRUE(objects.Write(*Open(repository)).ok());
  repository.Git("fsck --strict --no-dangling");
}

TEST(NewObjectsTest, AFolderThatCannotBeMade) {
  TestRepository repository;
  const std::string packs =
      absl::StrCat(repository.path(), "/.git/objects/pack");
  std::filesystem::remove_all(packs);
  repository.Git("version > .git/objects/pack");  // a file in its place
  NewObjects objects;
  objects.AddBlob("a\n");
  const absl::Status status = objects.Write(*Open(repository));
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable) << status;
}

}  // namespace
}  // namespace patchgraph
