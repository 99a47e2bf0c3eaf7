#include "engine/report/check/trouble.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "engine/model/conflict.h"
#include "engine/report/check/report_totals.h"

namespace patchgraph {
namespace {

void AddOnce(const std::string& item, std::vector<std::string>* items) {
  if (item.empty()) return;
  if (std::find(items->begin(), items->end(), item) == items->end()) {
    items->push_back(item);
  }
}

class Collector {
 public:
  explicit Collector(const CheckReport& report) {
    for (const ConflictReport& conflict : report.conflicts()) Add(conflict);
    const bool has_target = DecisiveSide(report) == "onto";
    for (const StackReport& stack : report.stacks()) {
      // What is blocked on the base stays so on the target.
      for (const PatchReport* patch : Outcome(stack)) {
        for (const FileReport& file : patch->files()) {
          AddBlocked(stack.name(), *patch, file, has_target);
        }
      }
    }
  }

  std::vector<TroubledFile> Take() { return std::move(files_); }

 private:
  TroubledFile* At(const std::string& stack, const std::string& path,
                   bool on_base) {
    const auto key = std::make_tuple(stack, path, on_base);
    const auto found = index_.emplace(key, files_.size());
    if (found.second) {
      files_.emplace_back();
      files_.back().stack = stack;
      files_.back().path = path;
      files_.back().on_base = on_base;
    }
    return &files_[found.first->second];
  }

  void Add(const ConflictReport& conflict) {
    TroubledFile* file =
        At(conflict.stack(), conflict.path(), conflict.where() == "base");
    AddOnce(conflict.kind(), &file->kinds);
    AddOnce(conflict.patch(), &file->patches);
    for (const std::string& patch : conflict.patches()) {
      AddOnce(patch, &file->patches);
    }
    if (conflict.kind() == Name(ConflictKind::kMasked)) {
      file->hunks += std::max(1, conflict.regions_size());
    } else {
      file->regions += conflict.regions_size();
    }
  }

  void AddBlocked(const std::string& stack, const PatchReport& patch,
                  const FileReport& file, bool has_target) {
    int hunks = 0;
    for (const HunkReport& hunk : file.hunks()) {
      hunks += hunk.verdict() == "blocked" ? 1 : 0;
    }
    if (hunks == 0 && file.verdict() != "blocked") return;
    TroubledFile* entry = At(stack, file.path(), !has_target);
    AddOnce("blocked", &entry->kinds);
    AddOnce(patch.name(), &entry->patches);
    entry->hunks += std::max(1, hunks);
  }

  std::map<std::tuple<std::string, std::string, bool>, size_t> index_;
  std::vector<TroubledFile> files_;
};

}  // namespace

std::vector<TroubledFile> TroubledFiles(const CheckReport& report) {
  return Collector(report).Take();
}

}  // namespace patchgraph
