// Replays a line of commits and compares each tree with those of a line that
// git made of it:
//
//   replay_commits REPOSITORY FROM TO ONTO [REPLAYED [THREADS]]
//
// prints how long the parts took, and how many trees differ from the commits of
// ONTO..REPLAYED.
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "engine/git/git_repository.h"
#include "engine/git/new_objects.h"
#include "engine/rebase/replay.h"

namespace {

using Clock = std::chrono::steady_clock;

double Since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

template <typename T>
T Need(absl::StatusOr<T> value) {
  if (value.ok()) return *std::move(value);
  std::cerr << value.status() << "\n";
  std::exit(2);
}

}  // namespace

int main(int argc, char** argv) {
  using namespace patchgraph;  // NOLINT(google-build-using-namespace)
  if (argc < 5) {
    std::cerr << "usage: replay_commits REPOSITORY FROM TO ONTO "
                 "[REPLAYED [THREADS]]\n";
    return 2;
  }
  auto start = Clock::now();
  const auto git = Need(GitRepository::Open(argv[1]));
  const GitCommit from = Need(git->ResolveCommit(argv[2]));
  const GitCommit to = Need(git->ResolveCommit(argv[3]));
  const GitCommit onto = Need(git->ResolveCommit(argv[4]));
  std::cout << "open " << Since(start) << " s\n";
  start = Clock::now();
  std::vector<ReplayChange> changes;
  ObjectId before = from.tree;
  for (const GitCommit& commit : Need(git->CommitsBetween(from.id, to.id))) {
    changes.push_back({before, commit.tree, ShortId(commit.id)});
    before = commit.tree;
  }
  std::cout << "list " << Since(start) << " s\n";
  ReplayOptions options;
  if (argc > 6) options.threads = std::atoi(argv[6]);
  start = Clock::now();
  const Replayed preview =
      Need(Replay(git->objects(), onto.tree, changes, options, nullptr));
  std::cout << "preview " << Since(start) << " s\n";
  start = Clock::now();
  NewObjects objects;
  const Replayed replayed =
      Need(Replay(git->objects(), onto.tree, changes, options, &objects));
  std::cout << "replay with objects " << Since(start) << " s, "
            << objects.size() << " objects\n";
  std::cout << replayed.done.size() << " of " << changes.size() << " changes\n";
  std::map<RebasedAs, int> counts;
  for (const ReplayedChange& done : replayed.done) ++counts[done.as];
  for (const auto& [as, count] : counts) {
    std::cout << Name(as) << " " << count << "\n";
  }
  if (argc < 6) return 0;
  const GitCommit expected = Need(git->ResolveCommit(argv[5]));
  const auto commits = Need(git->CommitsBetween(onto.id, expected.id));
  int different = 0;
  size_t at = 0;
  for (const ReplayedChange& done : replayed.done) {
    if (done.as == RebasedAs::kDropped) continue;
    different += at >= commits.size() || commits[at].tree != done.tree;
    ++at;
  }
  std::cout << different << " of " << at << " trees differ, " << commits.size()
            << " expected\n";
  return different == 0 ? 0 : 1;
}
