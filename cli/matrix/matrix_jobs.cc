#include "cli/matrix/matrix_jobs.h"

#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/types/optional.h"

namespace patchgraph {
namespace {

constexpr int kMostShares = 1000000;

absl::optional<int> NumberIn(absl::string_view text) {
  int number = 0;
  if (!absl::SimpleAtoi(text, &number) || number < 0 || number > kMostShares) {
    return absl::nullopt;
  }
  return number;
}

absl::Status BadShare(absl::string_view text, absl::string_view why) {
  return absl::InvalidArgumentError(absl::StrCat(
      "--shard ", text, ": ", why,
      "; give I/N with I from 1 to N, or env/N where the scheduler's "
      "environment says which"));
}

// Of how many, where an array is whole; else 0. One that has been started
// again for the tasks that died says less.
int CountOfSlurm(const ReadEnvironment& environment) {
  const auto count = NumberIn(environment("SLURM_ARRAY_TASK_COUNT"));
  const bool is_whole = count.has_value() &&
                        NumberIn(environment("SLURM_ARRAY_TASK_MIN")) == 1 &&
                        NumberIn(environment("SLURM_ARRAY_TASK_MAX")) == count;
  return is_whole ? *count : 0;
}

// The count is 0 where it is not known.
absl::optional<MatrixShare> ShareOfEnvironment(
    const ReadEnvironment& environment) {
  if (const auto id = NumberIn(environment("SLURM_ARRAY_TASK_ID"))) {
    return MatrixShare{*id, CountOfSlurm(environment)};
  }
  if (const auto index = NumberIn(environment("JOB_COMPLETION_INDEX"))) {
    return MatrixShare{*index + 1, 0};
  }
  if (const auto node = NumberIn(environment("CI_NODE_INDEX"))) {
    return MatrixShare{*node,
                       NumberIn(environment("CI_NODE_TOTAL")).value_or(0)};
  }
  return absl::nullopt;
}

}  // namespace

std::vector<MatrixJob> JobsOf(absl::Span<const std::string> stacks,
                              absl::Span<const std::string> targets) {
  std::vector<MatrixJob> jobs;
  for (const std::string& stack : stacks) {
    for (const std::string& target : targets) jobs.push_back({stack, target});
  }
  return jobs;
}

absl::StatusOr<MatrixShare> ParseShare(absl::string_view text,
                                       const ReadEnvironment& environment) {
  const std::vector<absl::string_view> parts = absl::StrSplit(text, '/');
  if (parts.size() > 2 || (parts.size() == 1 && parts[0] != "env")) {
    return BadShare(text, "that is no share");
  }
  MatrixShare share;
  if (parts[0] == "env") {
    const auto found = ShareOfEnvironment(environment);
    if (!found.has_value()) {
      return BadShare(text,
                      "neither SLURM_ARRAY_TASK_ID nor JOB_COMPLETION_INDEX "
                      "nor CI_NODE_INDEX is set");
    }
    share = *found;
  } else {
    share.number = NumberIn(parts[0]).value_or(0);
    share.count = 0;
  }
  if (parts.size() == 2) {
    const auto count = NumberIn(parts[1]);
    if (!count.has_value()) return BadShare(text, "that is no share");
    share.count = *count;
  }
  if (share.count == 0) return BadShare(text, "of how many is not said");
  if (share.number < 1 || share.number > share.count) {
    return BadShare(text, absl::StrCat("there is no share ", share.number,
                                       " of ", share.count));
  }
  return share;
}

std::vector<MatrixJob> JobsOfShare(absl::Span<const MatrixJob> jobs,
                                   const MatrixShare& share) {
  std::vector<MatrixJob> chosen;
  const auto step = static_cast<size_t>(share.count);
  for (size_t i = static_cast<size_t>(share.number) - 1; i < jobs.size();
       i += step) {
    chosen.push_back(jobs[i]);
  }
  return chosen;
}

}  // namespace patchgraph
