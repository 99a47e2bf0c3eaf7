#include "cli/replace_file.h"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

namespace fs = std::filesystem;

using testing::HasSubstr;

class ReplaceFileTest : public testing::Test {
 protected:
  ReplaceFileTest() : folder_(fs::path(testing::TempDir()) / TestName()) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }

  static std::string TestName() {
    return testing::UnitTest::GetInstance()->current_test_info()->name();
  }
  std::string In(const std::string& name) const { return folder_ / name; }
  static std::string Read(const std::string& name) {
    std::ostringstream bytes;
    bytes << std::ifstream(name, std::ios::binary).rdbuf();
    return bytes.str();
  }
  int Files() const {
    int count = 0;
    for (const auto& file : fs::directory_iterator(folder_)) {
      count += file.exists() ? 1 : 0;
    }
    return count;
  }

  const fs::path folder_;
};

TEST_F(ReplaceFileTest, MakesAFileAndReplacesIt) {
  ASSERT_TRUE(ReplaceFile(In("a"), "one\n").ok());
  EXPECT_EQ(Read(In("a")), "one\n");
  ASSERT_TRUE(ReplaceFile(In("a"), std::string("t\0o", 3)).ok());
  EXPECT_EQ(Read(In("a")), std::string("t\0o", 3));
  EXPECT_EQ(Files(), 1);
}

TEST_F(ReplaceFileTest, AFileKeepsItsMode) {
  ASSERT_TRUE(ReplaceFile(In("a"), "one").ok());
  ASSERT_EQ(chmod(In("a").c_str(), 0750), 0);
  ASSERT_TRUE(ReplaceFile(In("a"), "two").ok());
  struct stat info {};
  ASSERT_EQ(stat(In("a").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 07777u, 0750u);
}

TEST_F(ReplaceFileTest, ALinkStaysALink) {
  ASSERT_TRUE(ReplaceFile(In("real"), "one").ok());
  fs::create_symlink("real", In("link"));
  ASSERT_TRUE(ReplaceFile(In("link"), "two").ok());
  EXPECT_TRUE(fs::is_symlink(In("link")));
  EXPECT_EQ(Read(In("real")), "two");
}

TEST_F(ReplaceFileTest, SaysWhyItCannot) {
  const absl::Status status = ReplaceFile(In("no/a"), "one");
  EXPECT_THAT(std::string(status.message()),
              HasSubstr("no/a: No such file or directory"));
  fs::create_directories(In("folder"));
  EXPECT_FALSE(ReplaceFile(In("folder"), "one").ok());
  EXPECT_EQ(Files(), 1);
}

}  // namespace
}  // namespace patchgraph
