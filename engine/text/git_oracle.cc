#include "engine/text/git_oracle.h"

#include <stdlib.h>
#include <sys/wait.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "gtest/gtest.h"

namespace patchgraph {
namespace {

std::string Data(const std::string& bytes) {
  return "data " + std::to_string(bytes.size()) + "\n" + bytes + "\n";
}

}  // namespace

GitOracle::GitOracle() {
  std::string pattern = ::testing::TempDir() + "/git_oracle_XXXXXX";
  const char* made = mkdtemp(pattern.data());
  if (made == nullptr) {
    ADD_FAILURE() << "no temporary directory: " << pattern;
    return;
  }
  directory_ = made;
  Run("init --quiet --bare .");
}

GitOracle::~GitOracle() {
  std::error_code ignored;
  if (!directory_.empty()) std::filesystem::remove_all(directory_, ignored);
}

void GitOracle::Commit(const std::string& branch, const std::string& parent,
                       const Files& files) {
  std::string stream = "commit refs/heads/" + branch +
                       "\ncommitter A U Thor <author@example.com> 1 +0000\n" +
                       Data(branch);
  if (!parent.empty()) stream += "from refs/heads/" + parent + "\n";
  stream += "deleteall\n";
  for (const auto& [path, content] : files) {
    stream += "M 100644 inline " + path + "\n" + Data(content);
  }
  Run("fast-import --quiet", stream);
}

std::string GitOracle::Run(const std::string& arguments,
                           const std::string& input) {
  const std::string input_path = directory_ + "/oracle-input";
  std::ofstream(input_path, std::ios::binary) << input;
  const std::string command = "cd '" + directory_ +
                              "' && HOME=. GIT_CONFIG_NOSYSTEM=1 "
                              "GIT_CONFIG_GLOBAL=/dev/null git "
                              "-c core.compression=0 -c core.fsync=none " +
                              arguments + " < oracle-input";
  std::FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) {
    ADD_FAILURE() << "cannot run " << command;
    return "";
  }
  std::string output;
  char buffer[1 << 16];
  std::size_t count;
  while ((count = std::fread(buffer, 1, sizeof buffer, pipe)) > 0) {
    output.append(buffer, count);
  }
  const int status = pclose(pipe);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) <= 1) << command;
  return output;
}

GitRelease GitOracle::Release() {
  GitRelease release;
  const std::string version = Run("version");
  EXPECT_EQ(std::sscanf(version.c_str(), "git version %d.%d", &release.major,
                        &release.minor),
            2)
      << version;
  return release;
}

std::vector<std::string> GitOracle::Contents(
    const std::vector<std::string>& names) {
  std::string input;
  for (const std::string& name : names) input += name + "\n";
  const std::string output = Run("cat-file --batch", input);
  std::vector<std::string> contents;
  std::size_t position = 0;
  while (position < output.size()) {
    // "<id> blob <size>\n<content>\n"
    const std::size_t header_end = output.find('\n', position);
    const std::size_t size_begin = output.rfind(' ', header_end) + 1;
    const std::size_t size = std::stoul(output.substr(size_begin));
    contents.push_back(output.substr(header_end + 1, size));
    position = header_end + 1 + size + 1;
  }
  EXPECT_EQ(contents.size(), names.size());
  return contents;
}

}  // namespace patchgraph
