#include "engine/kbuild/build_trees.h"

#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/types/optional.h"
#include "engine/kbuild/build_layout.h"
#include "engine/text/diff.h"
#include "engine/text/lines.h"

namespace patchgraph {
namespace {

// A string of the environment may not be longer than 128 KiB.
constexpr std::size_t kLongestVariable = 100000;
constexpr int kFilesBetweenProgress = 500;

std::string TextAt(const Tree& tree, absl::string_view path) {
  auto file = FindFile(tree, path);
  if (!file.ok() || !file->has_value() || !IsPlainFile((*file)->mode)) {
    return "";
  }
  auto bytes = (*file)->blob.Read();
  return bytes.ok() ? **bytes : "";
}

// The last line that was said, from pieces of output.
class LastLine {
 public:
  absl::string_view Add(absl::string_view piece) {
    const std::size_t end = piece.rfind('\n');
    if (end == absl::string_view::npos) {
      if (open_.size() < kLongest) open_ += std::string(piece);
      return line_;
    }
    const std::size_t before =
        end == 0 ? absl::string_view::npos : piece.rfind('\n', end - 1);
    line_ = before == absl::string_view::npos
                ? open_ + std::string(piece.substr(0, end))
                : std::string(piece.substr(before + 1, end - before - 1));
    open_ = std::string(piece.substr(end + 1));
    return line_;
  }

 private:
  static constexpr std::size_t kLongest = 10000;
  std::string open_;
  std::string line_;
};

class BuildPair {
 public:
  BuildPair(const Tree& base, const Tree& patched,
            const BuildTreesOptions& options, std::string folder)
      : base_(base),
        patched_(patched),
        options_(options),
        folder_(std::move(folder)) {}

  absl::StatusOr<BuildComparison> Run() {
    if (auto status = LayOut(false); !status.ok()) return status;
    if (auto status = LayOut(true); !status.ok()) return status;
    absl::StatusOr<BuildRun> base;
    absl::StatusOr<BuildRun> patched;
    if (options_.in_parallel) {
      std::thread other([&] { base = Build(false); });
      patched = Build(true);
      other.join();
    } else {
      base = Build(false);
      if (!base.ok()) return base.status();
      if (base->end != BuildEnd::kCancelled) patched = Build(true);
    }
    for (const absl::StatusOr<BuildRun>* run : {&base, &patched}) {
      if (run->ok() && (*run)->end == BuildEnd::kCancelled) {
        return absl::CancelledError("the builds were stopped");
      }
    }
    if (!base.ok()) return base.status();
    if (!patched.ok()) return patched.status();
    BuildComparison comparison;
    comparison.diagnostics = NewDiagnostics(
        ReadDiagnostics(base->output, FolderOf(false)),
        ReadDiagnostics(patched->output, FolderOf(true)),
        [&](absl::string_view path) {
          const std::string before = TextAt(base_, path);
          const std::string after = TextAt(patched_, path);
          return Diff(Lines(before), Lines(after));
        },
        options_.patch_at);
    comparison.base = *std::move(base);
    comparison.patched = *std::move(patched);
    return comparison;
  }

 private:
  std::string FolderOf(bool is_patched) const {
    return absl::StrCat(folder_, is_patched ? "/patched" : "/base");
  }
  const Tree& TreeOf(bool is_patched) const {
    return is_patched ? patched_ : base_;
  }

  void Tell(const BuildProgress& progress) {
    if (!options_.progress) return;
    const std::lock_guard<std::mutex> lock(telling_);
    options_.progress(progress);
  }

  absl::Status LayOut(bool is_patched) {
    int files = 0;
    const std::function<absl::Status()> next = [&]() -> absl::Status {
      if (options_.cancel != nullptr && options_.cancel->load()) {
        return absl::CancelledError("the builds were stopped");
      }
      if (files++ % kFilesBetweenProgress == 0) {
        Tell({is_patched, "laying out", files - 1, ""});
      }
      return absl::OkStatus();
    };
    WrittenTree like;
    if (is_patched) like = {&base_, FolderOf(false)};
    const std::string folder = FolderOf(is_patched);
    auto status = WriteTree(TreeOf(is_patched), folder, like, next);
    if (!status.ok()) return status;
    Tell({is_patched, "laying out", files, ""});
    if (!options_.config.empty()) {
      std::ofstream config(folder + "/.config", std::ios::binary);
      config << options_.config;
      config.close();
      if (!config) return absl::InternalError("cannot write .config");
    }
    return absl::OkStatus();
  }

  absl::StatusOr<BuildRun> Build(bool is_patched) {
    std::vector<std::string> files;
    for (const std::string& path : options_.files) {
      auto file = FindFile(TreeOf(is_patched), path);
      if (!file.ok()) return file.status();
      if (file->has_value()) files.push_back(path);
    }
    const std::string list = FolderOf(is_patched) + ".files";
    std::ofstream(list, std::ios::binary)
        << absl::StrJoin(files, "\n") << (files.empty() ? "" : "\n");
    std::string joined = absl::StrJoin(files, " ");
    if (joined.size() > kLongestVariable) joined.clear();
    LastLine last;
    BuildCommand command;
    command.command = options_.command;
    command.folder = FolderOf(is_patched);
    command.environment = {{"PATCHGRAPH_TREE", is_patched ? "patched" : "base"},
                           {"PATCHGRAPH_FILES", joined},
                           {"PATCHGRAPH_FILE_LIST", list},
                           // Diagnostics are read as they are in English.
                           {"LC_ALL", "C"}};
    command.time_limit = options_.time_limit;
    command.cancel = options_.cancel;
    command.output = [&](absl::string_view piece) {
      Tell({is_patched, "building", 0, last.Add(piece)});
    };
    return RunBuildCommand(command);
  }

  const Tree& base_;
  const Tree& patched_;
  const BuildTreesOptions& options_;
  const std::string folder_;
  std::mutex telling_;
};

}  // namespace

absl::StatusOr<BuildComparison> BuildTrees(const Tree& base,
                                           const Tree& patched,
                                           const BuildTreesOptions& options) {
  auto folder = BuildFolder::Make(options.parent);
  if (!folder.ok()) return folder.status();
  return BuildPair(base, patched, options, folder->path()).Run();
}

}  // namespace patchgraph
