#include "engine/forms/write_back.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <system_error>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/forms/list_lines.h"
#include "engine/forms/write_back_layer.h"
#include "engine/model/repo_path.h"
#include "engine/source/diff_writer.h"
#include "engine/source/dpatch.h"
#include "engine/source/mbox.h"
#include "engine/source/mercurial_export.h"
#include "engine/source/quilt.h"

namespace patchgraph {
namespace {

namespace fs = std::filesystem;

// The file that lists the patches of a layer; nullopt if none does.
absl::optional<std::string> ListOf(const Series& layer) {
  if (layer.kind == "quilt") return FindQuiltSeries(layer.place);
  if (layer.kind == "dpatch") return FindDpatchList(layer.place);
  return absl::nullopt;
}

// Quilt keeps what it has applied beside the folder of patches.
absl::Status CheckNothingApplied(const fs::path& list) {
  std::error_code error;
  fs::path folder = fs::weakly_canonical(list, error).parent_path();
  for (int up = 0; up < 3; ++up) {
    const fs::path applied = folder / ".pc" / "applied-patches";
    if (fs::is_regular_file(applied, error) &&
        fs::file_size(applied, error) > 0) {
      return absl::FailedPreconditionError(absl::StrCat(
          applied.string(), ": patches of this series are applied; take them ",
          "out first (quilt pop -a)"));
    }
    folder = folder.parent_path();
  }
  return absl::OkStatus();
}

// A folder of patches, with or without a list.
class FolderPlan {
 public:
  FolderPlan(const LayerMove& layer, FileSwap* swap)
      : layer_(layer), swap_(swap), list_(ListOf(*layer.series)) {}

  absl::Status Plan() {
    for (const MovedPart& part : layer_.parts) {
      if (absl::Status status = PlanPatch(part); !status.ok()) return status;
    }
    return list_.has_value() ? PlanList() : absl::OkStatus();
  }

 private:
  absl::Status PlanPatch(const MovedPart& part) {
    const std::string& file = part.given->source;
    if (part.keeps_bytes) return absl::OkStatus();
    if (part.written == nullptr && list_.has_value()) {
      changes_[part.given->name].dropped = part.reason;
      return absl::OkStatus();
    }
    auto bytes = ReadAsRead(file, PrintPatch(*part.given));
    if (!bytes.ok()) return bytes.status();
    if (part.written == nullptr) {
      swap_->Write(absl::StrCat(file, ".dropped"), *std::move(bytes),
                   FileMode::kRegular);
      swap_->Remove(file, "/");
      return absl::OkStatus();
    }
    swap_->Rewrite(file, PrintPatch(*part.written));
    if (part.written->strip != part.given->strip ||
        part.written->reversed != part.given->reversed) {
      if (!list_.has_value() && part.written->strip != 1 &&
          part.written->strip != part.given->strip) {
        return absl::FailedPreconditionError(
            absl::StrCat(file, ": it would need -p", part.written->strip,
                         ", which a folder without a series file cannot say"));
      }
      changes_[part.given->name].strip = part.written->strip;
    }
    return absl::OkStatus();
  }

  // The list goes last: until then it names what was there before.
  absl::Status PlanList() {
    if (layer_.series->kind == "quilt") {
      absl::Status status = CheckNothingApplied(*list_);
      if (!status.ok()) return status;
    }
    if (changes_.empty()) return absl::OkStatus();
    const auto text = ReadFileBytes(*list_);
    if (!text.ok()) return text.status();
    std::map<int, ListChange> by_line;
    if (layer_.series->kind == "quilt") {
      const auto entries = ParseQuiltSeries(*text, *list_);
      if (!entries.ok()) return entries.status();
      for (const QuiltEntry& entry : *entries) Take(entry, &by_line);
    } else {
      const auto entries = ParseDpatchList(*text, *list_);
      if (!entries.ok()) return entries.status();
      for (const DpatchEntry& entry : *entries) Take(entry, &by_line);
    }
    if (by_line.size() != changes_.size()) {
      return absl::FailedPreconditionError(
          absl::StrCat(*list_, " has changed since it was read"));
    }
    swap_->Rewrite(*list_, ChangeLines(*text, by_line));
    return absl::OkStatus();
  }

  template <typename EntryType>
  void Take(const EntryType& entry, std::map<int, ListChange>* by_line) const {
    const auto change = changes_.find(entry.patch);
    if (change != changes_.end()) (*by_line)[entry.line] = change->second;
  }

  const LayerMove& layer_;
  FileSwap* swap_;
  absl::optional<std::string> list_;
  std::map<std::string, ListChange> changes_;  // by patch
};

// One file with a patch or several, one after another.
class FilePlan {
 public:
  FilePlan(const LayerMove& layer, FileSwap* swap)
      : layer_(layer), swap_(swap) {}

  absl::Status Plan() {
    const std::string& place = layer_.series->place;
    const auto text = ReadFileBytes(place);
    if (!text.ok()) return text.status();
    const auto slices = SlicesOf(*text);
    std::string changed;
    size_t next = 0;
    for (const absl::string_view slice : slices) {
      // Mails without a diff are no patches of the series.
      const MovedPart* part =
          next < layer_.parts.size() ? &layer_.parts[next] : nullptr;
      if (part == nullptr || PrintPatch(*part->given) != slice) {
        absl::StrAppend(&changed, slice);
        continue;
      }
      ++next;
      if (part->keeps_bytes) {
        absl::StrAppend(&changed, slice);
      } else if (part->written != nullptr) {
        absl::StrAppend(&changed, PrintPatch(*part->written));
      }
      if (!changed.empty() && changed.back() != '\n') changed.push_back('\n');
    }
    if (next != layer_.parts.size()) {
      return absl::FailedPreconditionError(absl::StrCat(
          place, " is compressed, or has changed since it was read; it cannot ",
          "be written back"));
    }
    if (!absl::EndsWith(*text, "\n") && slices.size() == 1 &&
        layer_.parts[0].written != nullptr &&
        layer_.parts[0].written->no_final_newline) {
      changed.pop_back();
    }
    swap_->Rewrite(place, std::move(changed));
    return absl::OkStatus();
  }

 private:
  std::vector<absl::string_view> SlicesOf(const std::string& text) const {
    if (layer_.series->kind == "mbox") return SplitMbox(text);
    const auto changesets = SplitMercurialExport(text);
    return changesets.size() > 1 ? changesets
                                 : std::vector<absl::string_view>{text};
  }

  const LayerMove& layer_;
  FileSwap* swap_;
};

absl::Status PlanLayer(const LayerMove& layer, FileSwap* swap,
                       std::vector<std::string>* notes) {
  const Series& series = *layer.series;
  if (series.place.empty()) {
    return absl::FailedPreconditionError(absl::StrCat(
        series.name, " is in git, and no file to write back to; name another ",
        "form with --as"));
  }
  bool changes = false;
  bool all_dropped = !layer.parts.empty();
  for (const MovedPart& part : layer.parts) {
    changes = changes || !part.keeps_bytes;
    all_dropped = all_dropped && part.written == nullptr;
  }
  const bool has_list = ListOf(series).has_value();
  if (all_dropped && !has_list) {
    notes->push_back(
        absl::StrCat("nothing is left of ", series.name, ": ", series.place,
                     " stays as it is, and can be taken out of the stack"));
    return absl::OkStatus();
  }
  if (!changes) {
    return series.kind == "quilt" ? FolderPlan(layer, swap).Plan()
                                  : absl::OkStatus();
  }
  if (series.kind == "sparse") return PlanSparseTree(layer, swap);
  if (series.kind == "mbox" || series.kind == "diff") {
    return FilePlan(layer, swap).Plan();
  }
  return FolderPlan(layer, swap).Plan();
}

}  // namespace

std::vector<std::string> PlacesOf(const Stack& stack) {
  std::vector<std::string> places;
  for (const Series& layer : stack.layers) {
    if (layer.place.empty()) continue;
    const auto list = ListOf(layer);
    places.push_back(list.has_value() ? fs::path(*list).parent_path().string()
                                      : layer.place);
    if (places.back().empty()) places.back() = ".";
  }
  return places;
}

absl::Status PlanWriteBack(const Stack& stack, const WholeMove& move,
                           FileSwap* swap, std::vector<std::string>* notes) {
  const auto layers = LayersOf(stack, move);
  for (const LayerMove& layer : layers) {
    absl::Status status = PlanLayer(layer, swap, notes);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

}  // namespace patchgraph
