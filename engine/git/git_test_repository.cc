#include "engine/git/git_test_repository.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "gtest/gtest.h"

namespace patchgraph {

TestFolder::TestFolder() {
  std::string pattern = ::testing::TempDir() + "patchgraph.XXXXXX";
  path_ = std::filesystem::canonical(mkdtemp(pattern.data())).string();
}

TestFolder::~TestFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string TestFolder::At(absl::string_view name) const {
  return absl::StrCat(path_, "/", name);
}

void TestFolder::Write(absl::string_view name, absl::string_view bytes) const {
  const std::filesystem::path place = At(name);
  std::filesystem::create_directories(place.parent_path());
  std::ofstream(place, std::ios::binary)
      .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

std::string TestFolder::Run(const std::string& command) const {
  FILE* pipe = popen(
      absl::StrCat("cd '", path_, "' && { ", command, "\n}").c_str(), "r");
  std::string output;
  char part[4096];
  while (const size_t size = fread(part, 1, sizeof part, pipe)) {
    output.append(part, size);
  }
  EXPECT_EQ(pclose(pipe), 0) << command;
  return output;
}

TestRepository::TestRepository() { Git("init -q -b main ."); }

std::string TestRepository::Git(const std::string& arguments) const {
  const std::string when = absl::StrFormat("'2006-04-03T10:%02d:%02d +0200'",
                                           commits_ / 60 % 60, commits_ % 60);
  std::string output = Run(absl::StrCat(
      "GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null HOME='", path(),
      "' GIT_AUTHOR_NAME='A U Thor' GIT_AUTHOR_EMAIL=author@example.com "
      "GIT_COMMITTER_NAME='C O Mitter' GIT_COMMITTER_EMAIL=c@example.com "
      "GIT_AUTHOR_DATE=",
      when, " GIT_COMMITTER_DATE=", when, " git ", arguments));
  if (!output.empty() && output.back() == '\n') output.pop_back();
  return output;
}

std::string TestRepository::Commit(const std::string& message) {
  ++commits_;
  Git("add -A");
  Git(absl::StrCat("commit -q --allow-empty -m '", message, "'"));
  return Git("rev-parse HEAD");
}

}  // namespace patchgraph
