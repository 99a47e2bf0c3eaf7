#include "patchdb/resolution_store.h"

#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

Resolution Timer(const std::string& ours, const std::string& result = "r\n") {
  Resolution resolution;
  resolution.conflict.base = "wait(1);\n";
  resolution.conflict.ours = ours;
  resolution.conflict.theirs = "pause(1);\n";
  resolution.conflict.before = "{\n";
  resolution.conflict.after = "}\n";
  resolution.result = result;
  resolution.path = "kernel/timer.c";
  resolution.who = "A U Thor <author@example.com>";
  resolution.when = 1144051200;
  resolution.patch = "timer: pause";
  return resolution;
}

bool SameAll(const Resolution& a, const Resolution& b) {
  return IdOf(a) == IdOf(b) && a.conflict == b.conflict &&
         a.result == b.result && a.mode == b.mode && a.deleted == b.deleted &&
         !ComesFirst(a, b) && !ComesFirst(b, a);
}

class ResolutionStoreTest : public testing::Test {
 protected:
  void SetUp() override {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = absl::StrCat(testing::TempDir(), "/resolutions-", test->name());
    std::filesystem::remove_all(folder_);
    file_ = folder_ + "/patchgraph/resolutions.db";
  }

  absl::StatusOr<int> Add(const std::vector<Resolution>& resolutions) {
    auto store = ResolutionStore::OpenOrMake(file_);
    if (!store.ok()) return store.status();
    return store->Add(resolutions);
  }

  absl::StatusOr<std::vector<Resolution>> All() {
    const auto store = ResolutionStore::Open(file_);
    if (!store.ok()) return store.status();
    return store->All();
  }

  void Tamper(const std::string& sql) {
    sqlite3* raw = nullptr;
    ASSERT_EQ(sqlite3_open(file_.c_str(), &raw), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(raw, sql.c_str(), nullptr, nullptr, nullptr),
              SQLITE_OK)
        << sqlite3_errmsg(raw);
    sqlite3_close(raw);
  }

  std::string Bytes() {
    std::ifstream file(file_, std::ios::binary);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
  }

  void ExpectRefused(const std::string& why) {
    const std::string before = Bytes();
    for (const absl::Status& status : {All().status(), Add({}).status()}) {
      EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition) << status;
      EXPECT_THAT(std::string(status.message()), HasSubstr(why));
    }
    EXPECT_EQ(Bytes(), before);
  }

  std::string folder_;
  std::string file_;
};

TEST_F(ResolutionStoreTest, KeepsAllOfAResolution) {
  Resolution odd = Timer(std::string("\0\xff\r\n", 4), std::string("\0", 1));
  odd.conflict.after = "";
  odd.path = "a\nb\xff";
  Resolution file = Timer("");
  file.conflict = {ConflictScope::kFile,
                   "",
                   "",
                   absl::StrCat("100644 ", std::string(40, 'a')),
                   "",
                   ""};
  file.mode = FileMode::kExecutable;
  Resolution deleted = file;
  deleted.mode = FileMode::kRegular;
  deleted.deleted = true;
  deleted.result = "";
  for (const Resolution& one : {Timer("wait(2);\n"), odd, file, deleted}) {
    ASSERT_EQ(*Add({one}), 1);
    EXPECT_EQ(*Add({one}), 0) << "known already";
    const auto found = ResolutionStore::Open(file_)->Find(KeyOf(one.conflict));
    ASSERT_TRUE(found.ok()) << found.status();
    EXPECT_TRUE(std::any_of(
        found->begin(), found->end(),
        [&one](const Resolution& other) { return SameAll(one, other); }));
  }
  EXPECT_THAT(*All(), SizeIs(4));
}

TEST_F(ResolutionStoreTest, FindsTheNewestFirst) {
  Resolution older = Timer("wait(2);\n", "old\n");
  Resolution newer = Timer("wait(2);\n", "new\n");
  newer.when += 60;
  ASSERT_EQ(*Add({older, newer, Timer("wait(3);\n")}), 3);
  const auto found = ResolutionStore::Open(file_)->Find(KeyOf(older.conflict));
  ASSERT_THAT(*found, SizeIs(2));
  EXPECT_EQ((*found)[0].result, "new\n");
  EXPECT_THAT(*ResolutionStore::Open(file_)->Find("no such key"), IsEmpty());
}

// Whoever adds first: the same is kept.
TEST_F(ResolutionStoreTest, KeepsTheEarlierOrigin) {
  Resolution early = Timer("wait(2);\n");
  Resolution late = early;
  late.when += 1;
  late.who = "Somebody Else <else@example.com>";
  for (const auto& order :
       {std::vector{early, late}, std::vector{late, early}}) {
    std::filesystem::remove(file_);
    ASSERT_EQ(*Add({order[0]}), 1);
    ASSERT_EQ(*Add({order[1]}), 0);
    ASSERT_THAT(*All(), SizeIs(1));
    EXPECT_TRUE(SameAll(All()->front(), early));
  }
}

TEST_F(ResolutionStoreTest, Forgets) {
  const Resolution timer = Timer("wait(2);\n");
  ASSERT_EQ(*Add({timer, Timer("wait(3);\n")}), 2);
  auto store = ResolutionStore::OpenOrMake(file_);
  EXPECT_EQ(*store->Remove({IdOf(timer), "no such id"}), 1);
  EXPECT_THAT(*store->All(), SizeIs(1));
}

TEST_F(ResolutionStoreTest, KeepsAllOrNothing) {
  Resolution wrong = Timer("wait(3);\n", "runs on");
  EXPECT_TRUE(
      absl::IsInvalidArgument(Add({Timer("wait(2);\n"), wrong}).status()));
  EXPECT_THAT(*All(), IsEmpty());
}

TEST_F(ResolutionStoreTest, ReadingMakesNoFile) {
  EXPECT_TRUE(absl::IsNotFound(All().status()));
  EXPECT_FALSE(std::filesystem::exists(file_));
}

TEST_F(ResolutionStoreTest, RefusesWhatIsNotItsOwn) {
  ASSERT_EQ(*Add({Timer("wait(2);\n")}), 1);
  Tamper("PRAGMA user_version = 99");
  ExpectRefused("written by a newer patchgraph");
  std::ofstream(file_) << "Dear diary, today I merged a kernel.\n";
  ExpectRefused("is damaged, or no file of patchgraph's");
  std::filesystem::remove(file_);
  Tamper("CREATE TABLE wiki (page TEXT)");
  ExpectRefused("is no file of patchgraph's");
}

TEST_F(ResolutionStoreTest, RefusesDamage) {
  std::vector<Resolution> many;
  many.reserve(200);
  for (int i = 0; i < 200; ++i) many.push_back(Timer(absl::StrCat(i, "\n")));
  ASSERT_EQ(*Add(many), 200);
  std::string bytes = Bytes();
  ASSERT_GT(bytes.size(), 16384u);
  std::fill(bytes.begin() + 4096, bytes.end(), '\x5A');
  std::ofstream(file_, std::ios::binary) << bytes;
  ExpectRefused("is damaged");
}

TEST_F(ResolutionStoreTest, BelievesNoRowThatIsNotWhatItsIdSays) {
  ASSERT_EQ(*Add({Timer("wait(2);\n")}), 1);
  Tamper("UPDATE resolution SET result = 'something else'");
  EXPECT_TRUE(absl::IsFailedPrecondition(All().status()));
  EXPECT_TRUE(
      absl::IsFailedPrecondition(ResolutionStore::Open(file_)
                                     ->Find(KeyOf(Timer("wait(2);\n").conflict))
                                     .status()));
}

// Runs `work` in a process of its own.
template <typename Work>
pid_t InOtherProcess(const Work& work) {
  const pid_t child = fork();
  if (child == 0) _exit(work());
  return child;
}

int ExitOf(pid_t child) {
  int status = 0;
  EXPECT_EQ(waitpid(child, &status, 0), child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

TEST_F(ResolutionStoreTest, TwoProcessesWriteAtTheSameTime) {
  constexpr int kEach = 100;
  const auto writer = [this](int number) {
    return [this, number] {
      for (int i = 0; i < kEach; ++i) {
        // Every tenth is the same for both.
        const std::string ours = i % 10 == 0
                                     ? absl::StrCat("both ", i, "\n")
                                     : absl::StrCat(number, " ", i, "\n");
        if (!Add({Timer(ours)}).ok()) return 1;
      }
      return 0;
    };
  };
  const pid_t first = InOtherProcess(writer(1));
  const pid_t second = InOtherProcess(writer(2));
  EXPECT_EQ(ExitOf(first), 0);
  EXPECT_EQ(ExitOf(second), 0);
  EXPECT_THAT(*All(), SizeIs(2 * kEach - kEach / 10));
}

TEST_F(ResolutionStoreTest, KilledWhileWritingItHasAllOfABatchOrNothing) {
  constexpr int kBatch = 20;
  ASSERT_EQ(*Add({Timer("first\n")}), 1);
  for (int round = 0; round < 20; ++round) {
    const pid_t writer = InOtherProcess([this, round] {
      for (int batch = 0;; ++batch) {
        std::vector<Resolution> resolutions;
        resolutions.reserve(kBatch);
        for (int i = 0; i < kBatch; ++i) {
          resolutions.push_back(
              Timer(absl::StrCat(round, " ", batch, " ", i, "\n")));
        }
        if (!Add(resolutions).ok()) return 1;
      }
      return 0;
    });
    usleep(2000 + 1500 * round);
    ASSERT_EQ(kill(writer, SIGKILL), 0);
    ASSERT_EQ(ExitOf(writer), -SIGKILL);
    const auto all = All();
    ASSERT_TRUE(all.ok()) << all.status();
    EXPECT_EQ(all->size() % kBatch, 1u);
  }
}

TEST_F(ResolutionStoreTest, AFullDiskLosesNothing) {
  ASSERT_EQ(*Add({Timer("first\n")}), 1);
  const pid_t writer = InOtherProcess([this] {
    signal(SIGXFSZ, SIG_IGN);
    const rlim_t limit = std::filesystem::file_size(file_) + 8192;
    const rlimit full = {limit, limit};
    setrlimit(RLIMIT_FSIZE, &full);
    const auto added = Add(
        {Timer("second\n"), Timer("big\n", std::string(1 << 20, 'x') + "\n")});
    return absl::IsUnavailable(added.status()) ? 0 : 1;
  });
  EXPECT_EQ(ExitOf(writer), 0);
  ASSERT_TRUE(All().ok()) << All().status();
  EXPECT_THAT(*All(), SizeIs(1));
  EXPECT_EQ(*Add({Timer("second\n")}), 1) << "when there is room again";
}

TEST_F(ResolutionStoreTest, SaysWhereItCannotWrite) {
  std::filesystem::create_directories(folder_);
  std::ofstream(folder_ + "/patchgraph") << "a file where the folder should be";
  const absl::Status status = Add({Timer("wait(2);\n")}).status();
  EXPECT_TRUE(absl::IsUnavailable(status)) << status;
  EXPECT_THAT(std::string(status.message()), HasSubstr(file_));
}

}  // namespace
}  // namespace patchgraph
