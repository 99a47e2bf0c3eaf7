#include "testdata/scenario.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "cli/patchgraph.h"
#include "cli/streams.h"
#include "testdata/scenario_files.h"

namespace patchgraph {
namespace {

namespace fs = std::filesystem;

constexpr uid_t kNobody = 65534;

// What a command sees of the world is the same everywhere.
void SettleEnvironment(const std::string& home) {
  const std::pair<const char*, std::string> settings[] = {
      {"HOME", home},
      {"GIT_CONFIG_NOSYSTEM", "1"},
      {"GIT_CONFIG_GLOBAL", "/dev/null"},
      {"GIT_AUTHOR_NAME", "Ada Kiesel"},
      {"GIT_AUTHOR_EMAIL", "ada@cairn.example"},
      {"GIT_AUTHOR_DATE", "1139216400 +0000"},
      {"GIT_COMMITTER_NAME", "Ada Kiesel"},
      {"GIT_COMMITTER_EMAIL", "ada@cairn.example"},
      {"GIT_COMMITTER_DATE", "1139216400 +0000"},
      {"LC_ALL", "C.UTF-8"},
      {"TZ", "UTC"},
  };
  for (const auto& [name, value] : settings) {
    setenv(name, value.c_str(), /*overwrite=*/1);
  }
  for (const char* name : {"COLUMNS", "NO_COLOR", "GIT_DIR", "GIT_WORK_TREE"}) {
    unsetenv(name);
  }
}

// Bazel's files are symlinks to the sources: they are followed.
void CopyFolder(const fs::path& from, const fs::path& to) {
  fs::create_directories(to);
  for (const fs::directory_entry& entry : fs::directory_iterator(from)) {
    const fs::path target = to / entry.path().filename();
    if (entry.is_directory()) {
      CopyFolder(entry.path(), target);
    } else {
      fs::copy_file(entry.path(), target);
    }
  }
}

std::string RunSetup(const std::string& copy) {
  if (!fs::exists(copy + "/setup.sh")) return "";
  // The name is mkdtemp's: nothing in it that a shell would take apart.
  const std::string command =
      absl::StrCat("cd ", copy, " && bash setup.sh >../setup.log 2>&1");
  if (std::system(command.c_str()) == 0) return "";
  return absl::StrCat("setup.sh failed: ",
                      ReadFileOrEmpty(copy + "/../setup.log"));
}

}  // namespace

ScenarioCopy::ScenarioCopy(const std::string& folder) {
  std::string scratch = "/tmp/patchgraph-scenario-XXXXXX";
  if (mkdtemp(scratch.data()) == nullptr) {
    failure_ = "cannot make a folder in /tmp";
    return;
  }
  scratch_ = scratch;
  copy_ = scratch + "/scenario";
  unprivileged_ = geteuid() == 0 && fs::exists(folder + "/unprivileged");
  SettleEnvironment(scratch);
  CopyFolder(folder, copy_);
  for (const absl::string_view line : absl::StrSplit(
           ReadFileOrEmpty(copy_ + "/command"), '\n', absl::SkipWhitespace())) {
    commands_.emplace_back(line);
  }
  // What is there to run a scenario is not part of it.
  for (const std::string& name : ExpectedJsonFiles(copy_)) {
    fs::remove(copy_ + "/" + name);
  }
  failure_ = RunSetup(copy_);
  for (const char* name :
       {"README", "command", "expected.txt", "setup.sh", "unprivileged"}) {
    fs::remove(copy_ + "/" + name);
  }
  if (unprivileged_) {
    fs::permissions(scratch_, fs::perms(0755));
    // In some sandboxes there is nobody else to be.
    stays_privileged_ = seteuid(kNobody) != 0 || seteuid(0) != 0;
  }
}

ScenarioCopy::~ScenarioCopy() {
  if (scratch_.empty()) return;
  // A folder that nobody may read has to be opened before it can go.
  std::error_code ignored;
  for (fs::recursive_directory_iterator
           entry(copy_, fs::directory_options::skip_permission_denied, ignored),
       end;
       entry != end; entry.increment(ignored)) {
    if (fs::is_directory(entry->symlink_status(ignored))) {
      fs::permissions(entry->path(), fs::perms::owner_all,
                      fs::perm_options::add, ignored);
    }
  }
  fs::remove_all(scratch_, ignored);
}

ProgramRun ScenarioCopy::Run(const std::string& command,
                             absl::string_view extra) const {
  std::vector<std::string> arguments = absl::StrSplit(command, ' ');
  if (!extra.empty()) arguments.emplace_back(extra);

  const fs::path here = fs::current_path();
  const auto back = absl::MakeCleanup([&here] { fs::current_path(here); });
  fs::current_path(copy_);
  const bool drop = unprivileged_ && seteuid(kNobody) == 0;
  const auto rights = absl::MakeCleanup([drop] {
    if (drop && seteuid(0) != 0) std::abort();
  });

  std::ostringstream out;
  std::ostringstream err;
  ProgramRun run;
  run.command = command;
  run.status = RunPatchgraph(arguments, CliStreams{out, err});
  run.standard_output = absl::StrReplaceAll(out.str(), {{copy_, "SCENARIO"}});
  run.standard_error = absl::StrReplaceAll(err.str(), {{copy_, "SCENARIO"}});
  return run;
}

std::string ScenarioCopy::Listing() const {
  std::vector<std::string> lines;
  std::error_code error;
  for (fs::recursive_directory_iterator
           entry(copy_, fs::directory_options::skip_permission_denied, error),
       end;
       entry != end; entry.increment(error)) {
    const fs::file_status status = entry->symlink_status();
    const bool is_file = fs::is_regular_file(status);
    lines.push_back(absl::StrCat(
        entry->path().string(), " ", static_cast<int>(status.type()), " ",
        is_file ? entry->file_size() : 0, " ",
        is_file ? entry->last_write_time().time_since_epoch().count() : 0,
        "\n"));
  }
  std::sort(lines.begin(), lines.end());
  return absl::StrJoin(lines, "");
}

std::string Transcript(const std::vector<ProgramRun>& runs) {
  std::string text;
  for (const ProgramRun& run : runs) {
    absl::StrAppend(&text, "$ patchgraph ", run.command, "\n",
                    run.standard_output);
    if (!run.standard_output.empty() &&
        !absl::EndsWith(run.standard_output, "\n")) {
      text += "[no line feed]\n";
    }
    for (const absl::string_view line :
         absl::StrSplit(run.standard_error, '\n', absl::SkipEmpty())) {
      absl::StrAppend(&text, "! ", line, "\n");
    }
    absl::StrAppend(&text, "[exit ", run.status, "]\n");
  }
  return text;
}

}  // namespace patchgraph
