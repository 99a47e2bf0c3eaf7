// Replays the real merges of a repository with our merge and with git's, and
// lists every difference:
//   replay_merges --repository linux --range v2.6.12..v2.6.17
// GIT names the git to compare with; it writes to a temporary folder only.
// The exit status is 1 if any merge differs.

#include <stdlib.h>
#include <sys/wait.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/types/optional.h"
#include "engine/git/git_repository.h"
#include "engine/git/git_tree.h"
#include "engine/merge/merge_verdict.h"
#include "engine/merge/tree_merge.h"
#include "engine/model/object_id.h"

namespace patchgraph {
namespace {

using Clock = std::chrono::steady_clock;

double SecondsSince(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

std::string Quoted(const std::string& text) {
  return absl::StrCat("'", absl::StrReplaceAll(text, {{"'", "'\\''"}}), "'");
}

// Runs git on a repository that it must not write to.
class Git {
 public:
  static absl::StatusOr<std::unique_ptr<Git>> Open(
      const std::string& repository) {
    std::string pattern =
        (std::filesystem::temp_directory_path() / "replay_merges_XXXXXX")
            .string();
    const char* made = mkdtemp(pattern.data());
    if (made == nullptr) {
      return absl::InternalError("cannot make a temporary folder");
    }
    auto git = std::unique_ptr<Git>(new Git(made));
    const char* program = std::getenv("GIT");
    git->program_ = program == nullptr ? "git" : program;
    auto objects = git->Run(absl::StrCat("-C ", Quoted(repository),
                                         " rev-parse --absolute-git-dir"));
    if (!objects.ok()) return objects.status();
    const std::string git_folder(absl::StripAsciiWhitespace(*objects));
    git->environment_ = absl::StrCat(
        "GIT_DIR=", Quoted(git_folder),
        " GIT_OBJECT_DIRECTORY=", Quoted(git->folder_ + "/objects"),
        " GIT_ALTERNATE_OBJECT_DIRECTORIES=", Quoted(git_folder + "/objects"),
        " ");
    std::filesystem::create_directory(git->folder_ + "/objects");
    return git;
  }
  ~Git() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  Git(const Git&) = delete;
  Git& operator=(const Git&) = delete;

  // What it prints; an error for any status but 0 and 1.
  absl::StatusOr<std::string> Run(const std::string& arguments,
                                  const std::string& input = "") const {
    std::ofstream(folder_ + "/input", std::ios::binary) << input;
    const std::string command = absl::StrCat(
        environment_,
        "GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null GIT_NO_LAZY_FETCH=1 "
        "HOME=/nonexistent ",
        Quoted(program_), " ", arguments, " <", Quoted(folder_ + "/input"));
    std::FILE* pipe = popen(command.c_str(), "r");
    if (pipe == nullptr) return absl::InternalError("cannot run git");
    std::string output;
    char buffer[1 << 16];
    size_t count = 0;
    while ((count = std::fread(buffer, 1, sizeof buffer, pipe)) > 0) {
      output.append(buffer, count);
    }
    const int status = pclose(pipe);
    if (!WIFEXITED(status) || WEXITSTATUS(status) > 1) {
      return absl::InternalError(absl::StrCat("failed: git ", arguments));
    }
    return output;
  }

 private:
  explicit Git(std::string folder) : folder_(std::move(folder)) {}

  std::string folder_;
  std::string program_;
  std::string environment_;
};

struct Totals {
  int merges = 0;
  int clean = 0;
  int with_conflicts = 0;
  int with_several_bases = 0;
  int octopus = 0;
  int git_failed = 0;
  int differences = 0;
  double our_seconds = 0;
  double git_seconds = 0;       // git merge-tree
  double git_base_seconds = 0;  // git merge-base, which merge-tree does too
};

class Replay {
 public:
  Replay(const Git& git, std::shared_ptr<const GitRepository> repository)
      : git_(git), repository_(std::move(repository)) {}

  absl::Status Run(const std::string& range) {
    const auto merges =
        git_.Run("rev-list --merges --parents --reverse " + Quoted(range));
    if (!merges.ok()) return merges.status();
    for (absl::string_view line :
         absl::StrSplit(*merges, '\n', absl::SkipEmpty())) {
      const std::vector<std::string> commits = absl::StrSplit(line, ' ');
      if (commits.size() != 3) {
        ++totals_.octopus;
        continue;
      }
      absl::Status status = Merge(commits[0], commits[1], commits[2]);
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  }

  const Totals& totals() const { return totals_; }

 private:
  absl::Status Merge(const std::string& commit, const std::string& ours,
                     const std::string& theirs) {
    ++totals_.merges;
    Clock::time_point start = Clock::now();
    const auto bases = Bases(ours, {theirs});
    totals_.git_base_seconds += SecondsSince(start);
    if (!bases.ok()) return bases.status();
    if (bases->size() != 1) ++totals_.with_several_bases;

    const auto own = MergeOurselves(ours, theirs);
    if (!own.ok()) return own.status();

    start = Clock::now();
    const auto output = git_.Run("merge-tree --write-tree --stdin",
                                 absl::StrCat(ours, " ", theirs, "\n"));
    totals_.git_seconds += SecondsSince(start);
    absl::optional<MergeVerdict> git;
    if (output.ok()) git = VerdictReader(*output).Next();
    if (!git.has_value()) {
      ++totals_.git_failed;
      std::cout << commit << ": git failed\n";
      return absl::OkStatus();
    }
    ++(git->clean ? totals_.clean : totals_.with_conflicts);
    if (*git == own->verdict) return absl::OkStatus();
    ++totals_.differences;
    std::cout << commit << " differs\nours: " << own->verdict.ToString()
              << "git: " << git->ToString();
    return absl::OkStatus();
  }

  absl::StatusOr<OwnMerge> MergeOurselves(const std::string& ours,
                                          const std::string& theirs) {
    MergeHistory history;
    history.merge_bases = [this](const std::string& one,
                                 absl::Span<const std::string> others) {
      return Bases(one, {others.begin(), others.end()});
    };
    history.tree = [this](const std::string& commit)
        -> absl::StatusOr<std::shared_ptr<const Tree>> {
      auto tree = OpenGitTree(*repository_, commit);
      if (!tree.ok()) return tree.status();
      return std::shared_ptr<const Tree>(*std::move(tree));
    };
    TreeMergeOptions options;
    options.ours_label = ours;
    options.theirs_label = theirs;
    const Clock::time_point start = Clock::now();
    const auto merge = MergeCommits(ours, theirs, history, options);
    totals_.our_seconds += SecondsSince(start);
    if (!merge.ok()) return merge.status();
    auto tree = history.tree(ours);
    if (!tree.ok()) return tree.status();
    return InWords(*tree, *merge, /*with_files=*/false);
  }

  absl::StatusOr<std::vector<std::string>> Bases(
      const std::string& one, const std::vector<std::string>& others) {
    const std::string question =
        absl::StrCat(one, " ", absl::StrJoin(others, " "));
    const auto known = bases_.find(question);
    if (known != bases_.end()) return known->second;
    const auto output = git_.Run("merge-base --all " + question);
    if (!output.ok()) return output.status();
    const std::vector<std::string> bases =
        absl::StrSplit(*output, '\n', absl::SkipEmpty());
    bases_.emplace(question, bases);
    return bases;
  }

  const Git& git_;
  std::shared_ptr<const GitRepository> repository_;
  std::map<std::string, std::vector<std::string>> bases_;
  Totals totals_;
};

void Print(const Totals& totals) {
  std::cout << absl::StrFormat(
      "%d merges replayed: %d clean, %d with conflicts, %d where git failed; "
      "%d with several merge bases or none; %d of more than two parents left "
      "out\n"
      "%d differences\n"
      "ours %.2f s, git merge-tree %.2f s, of which finding the merge base "
      "about %.2f s\n",
      totals.merges, totals.clean, totals.with_conflicts, totals.git_failed,
      totals.with_several_bases, totals.octopus, totals.differences,
      totals.our_seconds, totals.git_seconds, totals.git_base_seconds);
}

int Main(const std::map<std::string, std::string>& flags) {
  const auto folder = flags.find("--repository");
  const auto range = flags.find("--range");
  if (folder == flags.end() || range == flags.end()) {
    std::cerr << "usage: replay_merges --repository DIR --range A..B\n";
    return 2;
  }
  if (!std::filesystem::exists(folder->second)) {
    std::cout << "skipped: there is no repository " << folder->second << "\n";
    return 0;
  }
  auto repository = GitRepository::Open(folder->second);
  if (!repository.ok()) {
    std::cerr << repository.status().message() << "\n";
    return 2;
  }
  const auto git = Git::Open(folder->second);
  if (!git.ok()) {
    std::cerr << git.status().message() << "\n";
    return 2;
  }
  Replay replay(**git, *std::move(repository));
  absl::Status status = replay.Run(range->second);
  if (!status.ok()) {
    std::cerr << status.message() << "\n";
    return 2;
  }
  Print(replay.totals());
  return replay.totals().differences == 0 ? 0 : 1;
}

}  // namespace
}  // namespace patchgraph

int main(int argc, char** argv) {
  std::map<std::string, std::string> flags;
  for (int i = 1; i + 1 < argc; i += 2) flags[argv[i]] = argv[i + 1];
  return patchgraph::Main(flags);
}
