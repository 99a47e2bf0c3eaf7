#include "testdata/scenario_files.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace patchgraph {
namespace {

namespace fs = std::filesystem;

}  // namespace

std::string ReadFileOrEmpty(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

std::string ScenarioRoot() {
  const char* chosen = std::getenv("PATCHGRAPH_SCENARIOS");
  if (chosen != nullptr) return chosen;
  const char* sources = std::getenv("TEST_SRCDIR");
  const char* workspace = std::getenv("TEST_WORKSPACE");
  if (sources == nullptr || workspace == nullptr) return "testdata/scenarios";
  return absl::StrCat(sources, "/", workspace, "/testdata/scenarios");
}

std::vector<std::string> ScenarioNames(const std::string& root) {
  std::vector<std::string> names;
  std::error_code missing;
  for (const fs::directory_entry& entry :
       fs::directory_iterator(root, missing)) {
    if (fs::exists(entry.path() / "command")) {
      names.push_back(entry.path().filename());
    }
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<std::string> ExpectedJsonFiles(const std::string& folder) {
  std::vector<std::string> names;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename();
    if (absl::StartsWith(name, "expected") && absl::EndsWith(name, ".json")) {
      names.push_back(name);
    }
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace patchgraph
