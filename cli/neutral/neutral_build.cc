#include "cli/neutral/neutral_build.h"

#include <atomic>
#include <csignal>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "engine/report/terminal_text.h"
#include "engine/text/lines.h"

namespace patchgraph {
namespace {

// A signal handler can reach nothing else.
std::atomic<bool> build_is_stopped{false};
void StopBuild(int /*signal*/) { build_is_stopped = true; }

// While it lives, signals stop the build and not the program.
class BuildSignals {
 public:
  BuildSignals() {
    build_is_stopped = false;
    struct sigaction action {};
    action.sa_handler = StopBuild;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, &interrupt_);
    sigaction(SIGTERM, &action, &terminate_);
  }
  ~BuildSignals() {
    sigaction(SIGINT, &interrupt_, nullptr);
    sigaction(SIGTERM, &terminate_, nullptr);
  }
  BuildSignals(const BuildSignals&) = delete;
  BuildSignals& operator=(const BuildSignals&) = delete;

 private:
  struct sigaction interrupt_ {};
  struct sigaction terminate_ {};
};

// The list of values without the feature.
std::string ConfigWithout(const std::string& config,
                          const std::vector<std::string>& off) {
  std::string without;
  const Lines lines(config);
  for (int i = 0; i < lines.size(); ++i) {
    bool is_feature = false;
    for (const std::string& name : off) {
      is_feature |=
          absl::StartsWith(lines[i], absl::StrCat("CONFIG_", name, "="));
    }
    if (!is_feature) absl::StrAppend(&without, lines[i]);
  }
  if (!without.empty() && without.back() != '\n') without += '\n';
  for (const std::string& name : off) {
    absl::StrAppend(&without, "# CONFIG_", name, " is not set\n");
  }
  return without;
}

}  // namespace

absl::StatusOr<BuildComparison> BuildBoth(const NeutralArguments& arguments,
                                          const PatchedStack& stack,
                                          const std::vector<PatchStep>& steps,
                                          const NeutralQuestion& question,
                                          const StackNeutrality& neutrality,
                                          Progress* progress) {
  BuildTreesOptions options;
  options.command = arguments.build;
  for (const StackedFile& file : stack.files()) {
    options.files.push_back(file.path);
  }
  if (arguments.flavours.size() == 1 && question.flavours.size() == 1) {
    options.config =
        ConfigWithout(question.flavours.front().config, neutrality.off);
  }
  if (arguments.timeout > 0) {
    options.time_limit = absl::Seconds(arguments.timeout);
  }
  options.in_parallel = arguments.jobs > 1;
  options.cancel = &build_is_stopped;
  options.progress = [progress](const BuildProgress& now) {
    progress->Say(absl::StrCat(
        now.step, " the ", now.is_patched ? "patched tree" : "base",
        now.files > 0 ? absl::StrCat(", ", now.files, " files") : std::string(),
        now.output.empty() ? "" : ": ", Visible(now.output)));
  };
  options.patch_at = [&](absl::string_view path, int line) {
    const std::vector<int> patches = stack.PatchesAt(path, {line - 1, line});
    return patches.empty() ? std::string() : steps[patches.back()].name;
  };
  const BuildSignals signals;
  return BuildTrees(stack.base(), stack.patched(), options);
}

}  // namespace patchgraph
