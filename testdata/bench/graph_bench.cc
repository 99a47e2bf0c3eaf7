// What the dependency graph of a stack takes: seconds and memory of each part,
// and the number of edges by kind.
//
//   graph_bench --repository DIR --range A..B   a git range, merges left out
//   graph_bench --generate N [--files F]        N hunks, made up
//
// Reading is measured twice: the commits with the names and ids of what they
// change (as `git log --raw`), and the same with every hunk (as `git log -p`).

#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "engine/apply/compare_files.h"
#include "engine/git/git_repository.h"
#include "engine/graph/dependency_finder.h"
#include "engine/graph/digraph.h"
#include "engine/model/empty_tree.h"
#include "engine/model/overlay.h"
#include "engine/model/stack.h"
#include "engine/source/git_range.h"

namespace patchgraph {
namespace {

class Clock {
 public:
  // Seconds since the last call.
  double Lap() {
    const auto now = std::chrono::steady_clock::now();
    const std::chrono::duration<double> lap = now - last_;
    last_ = now;
    return lap.count();
  }

 private:
  std::chrono::steady_clock::time_point last_ =
      std::chrono::steady_clock::now();
};

double PeakMegabytes() {
  rusage usage = {};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

absl::StatusOr<Stack> ReadRange(const std::string& repository_name,
                                const std::string& text) {
  auto repository = GitRepository::Open(repository_name);
  if (!repository.ok()) return repository.status();
  const auto range = ParseGitRange(text);
  if (!range.ok()) return range.status();
  GitRangeOptions options;
  options.linear = true;
  auto series = ReadGitRange(**repository, *range, options);
  if (!series.ok()) return series.status();
  Stack stack;
  stack.name = text;
  stack.base = series->base;
  stack.layers.push_back(std::move(series->series));
  return stack;
}

// Every hunk of every commit, and nothing else.
absl::StatusOr<int> ReadHunks(const Stack& stack) {
  int hunks = 0;
  for (const Patch& patch : stack.layers.front().patches) {
    for (const FileChange& file : patch.files) {
      const auto found = CompareFiles(file.original, file.replacement);
      if (!found.ok()) return found.status();
      hunks += static_cast<int>(found->size());
    }
  }
  return hunks;
}

// `hunks` hunks of one line each, ten to a patch, spread over files of 10,000
// lines by a fixed rule that comes back to the same lines now and then.
Stack Generate(int hunks, int files) {
  constexpr int kLines = 10000;
  auto base = std::make_shared<Overlay>(std::make_shared<EmptyTree>(), "base");
  std::vector<std::vector<int>> versions(static_cast<size_t>(files),
                                         std::vector<int>(kLines, 0));
  const auto line_of = [](int line, int version) {
    return absl::StrCat("line ", line, " version ", version, "\n");
  };
  for (int f = 0; f < files; ++f) {
    std::string text;
    for (int line = 0; line < kLines; ++line) text += line_of(line, 0);
    base->Put(absl::StrCat("file", f, ".c"),
              {FileMode::kRegular, Blob::FromBytes(text)});
  }
  Stack stack;
  stack.name = "generated";
  stack.base = base;
  Series series;
  series.name = "generated";
  std::uint64_t state = 20061026;
  const auto next = [&state](int below) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    return static_cast<int>((state >> 33) % static_cast<unsigned>(below));
  };
  for (int made = 0; made < hunks;) {
    Patch patch;
    patch.name = absl::StrCat("patch-", series.patches.size());
    FileChange change;
    const int f = next(files);
    change.old_path = change.new_path = absl::StrCat("file", f, ".c");
    std::vector<int>& version = versions[static_cast<size_t>(f)];
    int line = next(kLines / 20);
    for (int h = 0; h < 10 && made < hunks; ++h, ++made) {
      Hunk hunk;
      const int begin = std::max(line - 3, 0);
      const int end = std::min(line + 4, kLines);
      hunk.old_start = hunk.new_start = begin + 1;
      hunk.old_count = hunk.new_count = end - begin;
      hunk.header = absl::StrFormat("@@ -%d,%d +%d,%d @@\n", begin + 1,
                                    end - begin, begin + 1, end - begin);
      for (int at = begin; at < end; ++at) {
        int& now = version[static_cast<size_t>(at)];
        if (at != line) {
          hunk.lines.push_back({HunkLine::Kind::kContext, line_of(at, now)});
          continue;
        }
        hunk.lines.push_back({HunkLine::Kind::kRemoved, line_of(at, now)});
        hunk.lines.push_back({HunkLine::Kind::kAdded, line_of(at, ++now)});
      }
      change.hunks.push_back(std::move(hunk));
      line += 10 + next(kLines / 12);
      if (line >= kLines) {
        ++made;
        break;
      }
    }
    patch.files.push_back(std::move(change));
    series.patches.push_back(std::move(patch));
  }
  stack.layers.push_back(std::move(series));
  return stack;
}

absl::Status Measure(const Stack& stack, Clock* clock) {
  const auto found =
      FindDependencies(stack, FindDependenciesOptions(), [](int) {});
  if (!found.ok()) return found.status();
  std::cout << absl::StrFormat("graph          %8.3f s\n", clock->Lap());
  std::vector<Digraph::Edge> edges;
  std::map<std::string, int> kinds;
  int hunks = 0;
  for (const GraphPatch& patch : found->patches) {
    for (const GraphFile& file : patch.files) hunks += file.hunks;
  }
  for (const Dependency& dependency : found->dependencies) {
    ++kinds[std::string(Name(dependency.kind()))];
    edges.emplace_back(dependency.hunk.patch, dependency.needs.patch);
  }
  const Digraph graph(static_cast<int>(found->patches.size()), edges);
  std::cout << absl::StrFormat("  patches %d, hunks %d, left out %d\n",
                               found->patches.size(), hunks,
                               found->left_out.size());
  for (const auto& [kind, count] : kinds) {
    std::cout << absl::StrFormat("  %-8s %d\n", kind, count);
  }
  std::cout << absl::StrFormat("  edges between patches %d, reduced %d\n",
                               graph.edges().size(), graph.Reduced().size());
  std::cout << absl::StrFormat("peak memory    %8.0f MB\n", PeakMegabytes());
  return absl::OkStatus();
}

absl::Status Run(const std::map<std::string, std::string>& arguments) {
  Clock clock;
  const auto generate = arguments.find("--generate");
  if (generate != arguments.end()) {
    int hunks = 0;
    int files = 100;
    const auto given = arguments.find("--files");
    if (!absl::SimpleAtoi(generate->second, &hunks) ||
        (given != arguments.end() &&
         !absl::SimpleAtoi(given->second, &files))) {
      return absl::InvalidArgumentError("not a number");
    }
    const Stack stack = Generate(hunks, files);
    std::cout << absl::StrFormat("generating     %8.3f s\n", clock.Lap());
    return Measure(stack, &clock);
  }
  const auto repository = arguments.find("--repository");
  const auto range = arguments.find("--range");
  if (repository == arguments.end() || range == arguments.end()) {
    return absl::InvalidArgumentError(
        "usage: graph_bench --repository DIR --range A..B | --generate N");
  }
  const auto stack = ReadRange(repository->second, range->second);
  if (!stack.ok()) return stack.status();
  std::cout << absl::StrFormat("reading, raw   %8.3f s\n", clock.Lap());
  if (arguments.count("--hunks") > 0) {
    const auto hunks = ReadHunks(*stack);
    if (!hunks.ok()) return hunks.status();
    std::cout << absl::StrFormat("reading, hunks %8.3f s (%d hunks)\n",
                                 clock.Lap(), *hunks);
  }
  return Measure(*stack, &clock);
}

}  // namespace
}  // namespace patchgraph

int main(int argc, char** argv) {
  std::map<std::string, std::string> arguments;
  for (int i = 1; i + 1 < argc; i += 2) arguments[argv[i]] = argv[i + 1];
  const absl::Status status = patchgraph::Run(arguments);
  if (status.ok()) return 0;
  std::cerr << "graph_bench: " << status.message() << "\n";
  return 2;
}
