#include "engine/forks/port_forks.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/apply/compare_files.h"
#include "engine/check/move_content.h"
#include "engine/git/git_tree.h"
#include "engine/model/repo_path.h"
#include "engine/source/quoted_path.h"

namespace patchgraph {
namespace {

ForkPort PortOfDeleted(const ForkDrift& drift) {
  ForkPort port;
  port.verdict = Verdict::kConflict;
  port.ported = drift.fork.added.file;
  Conflict conflict;
  conflict.kind = ConflictKind::kModifyDelete;
  conflict.detail = "original deleted";
  conflict.message =
      absl::StrCat("upstream deleted ", drift.fork.original,
                   ", which this is a fork of: does anything still use it?");
  conflict.base = drift.fork.original_file;
  conflict.ours = drift.fork.added.file;
  port.conflict = std::move(conflict);
  return port;
}

absl::StatusOr<ForkPort> PortChanged(const ForkDrift& drift, AutoMode resolve) {
  FileStep step;
  step.old_path = drift.fork.original;
  step.new_path = drift.original_now;
  step.before = drift.fork.original_file;
  step.after = drift.target;
  auto hunks = CompareFiles(step.before, step.after);
  if (!hunks.ok()) return hunks.status();
  step.hunks = *std::move(hunks);
  MoveContentOptions options;
  options.resolve = resolve;
  options.path = drift.fork.added.path;
  auto moved = MoveContent(step, drift.fork.added.file, options,
                           [](LineRange) { return absl::optional<HunkKey>(); });
  if (!moved.ok()) return moved.status();
  ForkPort port;
  port.verdict = moved->verdict;
  for (const MovedHunk& hunk : moved->hunks) {
    port.hunks.push_back(hunk.verdict);
  }
  port.ported = std::move(moved->result);
  port.conflict = std::move(moved->conflict);
  port.resolutions = std::move(moved->resolutions);
  for (RegionResolution& resolution : port.resolutions) {
    resolution.path = drift.fork.added.path;
    resolution.patch = drift.fork.added.patch;
  }
  return port;
}

// With the sides as in a merge of the stack into the target: that is what the
// causes of a conflict are looked for in.
Conflict SeenFromTarget(const Conflict& conflict) {
  Conflict turned = conflict;
  std::swap(turned.ours, turned.theirs);
  std::swap(turned.ours_path, turned.theirs_path);
  for (ConflictRegion& region : turned.regions) {
    std::swap(region.ours, region.theirs);
  }
  return turned;
}

// "path: as original", and who settled what was in conflict.
std::string PortedLine(const Fork& fork, const ForkPort& port) {
  // A line feed in a path would let it pass for a line of the patch.
  std::string line = absl::StrCat(QuotePathIfNeeded(fork.added.path), ": as ",
                                  QuotePathIfNeeded(fork.original));
  std::map<std::string, int> regions;
  for (const RegionResolution& resolution : port.resolutions) {
    if (resolution.applied) ++regions[resolution.proposal.resolver];
  }
  if (regions.empty()) return absl::StrCat(line, "\n");
  return absl::StrCat(line, "; conflicts resolved by ",
                      absl::StrJoin(regions, ", ", absl::PairFormatter(" ")),
                      "\n");
}

}  // namespace

absl::StatusOr<std::vector<ForkPort>> PortForks(const StackDrift& drift,
                                                AutoMode resolve) {
  std::vector<ForkPort> ports;
  for (std::size_t i = 0; i < drift.forks.size(); ++i) {
    const ForkDrift& fork = drift.forks[i];
    if (!fork.drifted()) continue;
    auto port = fork.target.has_value() ? PortChanged(fork, resolve)
                                        : PortOfDeleted(fork);
    if (!port.ok()) return port.status();
    port->fork = static_cast<int>(i);
    if (port->conflict.has_value()) {
      Conflict& conflict = *port->conflict;
      conflict.path = fork.fork.added.path;
      conflict.patch = fork.fork.added.patch;
      conflict.base_path = fork.fork.original;
      conflict.ours_path = fork.fork.added.path;
      conflict.theirs_path = fork.original_now;
    }
    ports.push_back(*std::move(port));
  }
  return ports;
}

absl::StatusOr<std::vector<ExplainedConflict>> ExplainPorts(
    const GitRepository& repository, const Tree& base, const Tree& onto,
    const StackDrift& drift, const std::vector<ForkPort>& ports) {
  const auto from = CommitOf(base);
  const auto to = CommitOf(onto);
  if (!from.has_value() || !to.has_value()) {
    return absl::InvalidArgumentError(
        absl::StrCat(from.has_value() ? onto.name() : base.name(),
                     " is no commit: only a history has causes"));
  }
  std::vector<Conflict> conflicts;
  std::vector<std::size_t> of_port;
  for (std::size_t i = 0; i < ports.size(); ++i) {
    if (!ports[i].conflict.has_value()) continue;
    Conflict turned = SeenFromTarget(*ports[i].conflict);
    const ForkDrift& fork = drift.forks[ports[i].fork];
    if (turned.ours_path.empty()) turned.ours_path = fork.fork.original;
    conflicts.push_back(std::move(turned));
    of_port.push_back(i);
  }
  std::vector<ExplainedConflict> explained(ports.size());
  if (conflicts.empty()) return explained;
  auto causes = ExplainConflicts(repository, from->id, to->id, conflicts);
  if (!causes.ok()) return causes.status();
  for (std::size_t i = 0; i < of_port.size(); ++i) {
    explained[of_port[i]] = std::move((*causes)[i]);
  }
  return explained;
}

absl::StatusOr<PortedPatch> PortPatch(const std::string& stack,
                                      const std::string& onto,
                                      const StackDrift& drift,
                                      const std::vector<ForkPort>& ports) {
  PortedPatch ported;
  Patch& patch = ported.patch;
  patch.name = "port-forks.patch";
  patch.subject = absl::StrCat("Carry upstream's changes up to ",
                               QuotePathIfNeeded(BaseName(onto)),
                               " into the forks of ", QuotePathIfNeeded(stack));
  patch.preamble = absl::StrCat(patch.subject, "\n\n");
  for (const ForkPort& port : ports) {
    const Fork& fork = drift.forks[port.fork].fork;
    if (port.conflict.has_value() || port.ported == fork.added.file) continue;
    FileVersions versions;
    versions.old_path = versions.new_path = fork.added.path;
    versions.before = fork.added.file;
    versions.after = port.ported;
    auto changes = TextBetween(versions);
    if (!changes.ok()) return changes.status();
    absl::StrAppend(&patch.preamble, PortedLine(fork, port));
    std::move(changes->begin(), changes->end(),
              std::back_inserter(patch.files));
    ported.files.push_back(std::move(versions));
  }
  absl::StrAppend(&patch.preamble, "\n");
  return ported;
}

}  // namespace patchgraph
