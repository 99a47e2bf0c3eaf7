#include "patchdb/stored_graph.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <unordered_map>
#include <utility>

#include "patchdb/stored_graph.pb.h"

namespace patchgraph {
namespace {

// Gives each text a position in a list.
class TextList {
 public:
  explicit TextList(StoredGraph* stored) : stored_(stored) {}

  int PositionOf(const std::string& text) {
    const auto [known, is_new] =
        positions_.try_emplace(text, stored_->texts_size());
    if (is_new) stored_->add_texts(text);
    return known->second;
  }

 private:
  StoredGraph* stored_;
  std::unordered_map<std::string, int> positions_;
};

// What a verdict is stored as: its position here. New ones come last.
constexpr Verdict kStoredVerdicts[] = {
    Verdict::kEmpty,    Verdict::kUpstream, Verdict::kClean,  Verdict::kOffset,
    Verdict::kFuzz,     Verdict::kMerged,   Verdict::kMasked, Verdict::kBlocked,
    Verdict::kConflict, Verdict::kResolved};

int StoredVerdict(Verdict verdict) {
  return static_cast<int>(std::find(std::begin(kStoredVerdicts),
                                    std::end(kStoredVerdicts), verdict) -
                          std::begin(kStoredVerdicts));
}

void EncodePatch(const GraphPatch& patch, TextList* texts,
                 StoredPatch* stored) {
  stored->set_name(patch.name);
  stored->set_layer(patch.layer);
  stored->set_subject(patch.subject);
  stored->set_source(patch.source);
  stored->set_sparse(patch.sparse);
  stored->set_verdict(StoredVerdict(patch.verdict));
  for (const GraphFile& file : patch.files) {
    stored->add_file_paths(texts->PositionOf(file.path));
    stored->add_file_hunks(file.hunks);
  }
}

void EncodeDependency(const Dependency& dependency, TextList* texts,
                      StoredDependencies* stored) {
  stored->add_hunk_patch(dependency.hunk.patch);
  stored->add_hunk_file(dependency.hunk.file);
  stored->add_hunk_hunk(dependency.hunk.hunk);
  stored->add_needs_patch(dependency.needs.patch);
  stored->add_needs_file(dependency.needs.file);
  stored->add_needs_hunk(dependency.needs.hunk);
  stored->add_reason(static_cast<int>(dependency.reason));
  stored->add_path(texts->PositionOf(dependency.path));
  stored->add_lines_begin(dependency.lines.begin);
  stored->add_lines_end(dependency.lines.end);
  stored->add_name(texts->PositionOf(dependency.name));
}

// Reads a StoredGraph, and trusts no number in it.
class Decoder {
 public:
  explicit Decoder(const StoredGraph& stored) : stored_(stored) {}

  bool Decode(KeptGraph* graph) {
    StackDependencies& to = graph->dependencies;
    to.stack = stored_.stack();
    to.base = stored_.base();
    for (const StoredPatch& patch : stored_.patches()) {
      if (!DecodePatch(patch, &to)) return false;
    }
    if (!DecodeDependencies(&to)) return false;
    for (const StoredLeftOut& part : stored_.left_out()) {
      const HunkKey key = {part.patch(), part.file(), part.hunk()};
      if (!IsPart(to, key) || !IsText(part.path())) return false;
      to.left_out.push_back({key, stored_.texts(part.path()), part.message()});
    }
    graph->notes.assign(stored_.notes().begin(), stored_.notes().end());
    return true;
  }

 private:
  bool IsText(int position) const {
    return position >= 0 && position < stored_.texts_size();
  }

  static bool IsPart(const StackDependencies& graph, const HunkKey& key) {
    if (key.patch < 0 || key.patch >= static_cast<int>(graph.patches.size())) {
      return false;
    }
    const std::vector<GraphFile>& files = graph.patches[key.patch].files;
    return key.file >= 0 && key.file < static_cast<int>(files.size()) &&
           key.hunk >= -1 && key.hunk < std::max(files[key.file].hunks, 1);
  }

  bool DecodePatch(const StoredPatch& stored, StackDependencies* to) const {
    GraphPatch patch;
    patch.name = stored.name();
    patch.layer = stored.layer();
    patch.subject = stored.subject();
    patch.source = stored.source();
    patch.sparse = stored.sparse();
    if (stored.verdict() < 0 ||
        stored.verdict() >= static_cast<int>(std::size(kStoredVerdicts)) ||
        stored.file_paths_size() != stored.file_hunks_size()) {
      return false;
    }
    patch.verdict = kStoredVerdicts[stored.verdict()];
    for (int f = 0; f < stored.file_paths_size(); ++f) {
      if (!IsText(stored.file_paths(f)) || stored.file_hunks(f) < 0) {
        return false;
      }
      patch.files.push_back(
          {stored_.texts(stored.file_paths(f)), stored.file_hunks(f)});
    }
    to->patches.push_back(std::move(patch));
    return true;
  }

  bool DecodeDependencies(StackDependencies* to) const {
    const StoredDependencies& from = stored_.dependencies();
    const int count = from.hunk_patch_size();
    for (const int size :
         {from.hunk_file_size(), from.hunk_hunk_size(), from.needs_patch_size(),
          from.needs_file_size(), from.needs_hunk_size(), from.reason_size(),
          from.path_size(), from.lines_begin_size(), from.lines_end_size(),
          from.name_size()}) {
      if (size != count) return false;
    }
    const int reasons = static_cast<int>(AllDependencyReasons().size());
    to->dependencies.reserve(static_cast<size_t>(count));
    for (int i = 0; i < count; ++i) {
      Dependency dependency;
      dependency.hunk = {from.hunk_patch(i), from.hunk_file(i),
                         from.hunk_hunk(i)};
      dependency.needs = {from.needs_patch(i), from.needs_file(i),
                          from.needs_hunk(i)};
      if (!IsPart(*to, dependency.hunk) || !IsPart(*to, dependency.needs) ||
          dependency.needs.patch >= dependency.hunk.patch ||
          from.reason(i) < 0 || from.reason(i) >= reasons ||
          !IsText(from.path(i)) || !IsText(from.name(i))) {
        return false;
      }
      dependency.reason = static_cast<DependencyReason>(from.reason(i));
      dependency.path = stored_.texts(from.path(i));
      dependency.lines = {from.lines_begin(i), from.lines_end(i)};
      dependency.name = stored_.texts(from.name(i));
      to->dependencies.push_back(std::move(dependency));
    }
    return true;
  }

  const StoredGraph& stored_;
};

}  // namespace

std::string EncodeGraph(const KeptGraph& graph) {
  StoredGraph stored;
  TextList texts(&stored);
  const StackDependencies& from = graph.dependencies;
  stored.set_stack(from.stack);
  stored.set_base(from.base);
  for (const GraphPatch& patch : from.patches) {
    EncodePatch(patch, &texts, stored.add_patches());
  }
  for (const Dependency& dependency : from.dependencies) {
    EncodeDependency(dependency, &texts, stored.mutable_dependencies());
  }
  for (const GraphLeftOut& part : from.left_out) {
    StoredLeftOut* left_out = stored.add_left_out();
    left_out->set_patch(part.part.patch);
    left_out->set_file(part.part.file);
    left_out->set_hunk(part.part.hunk);
    left_out->set_path(texts.PositionOf(part.path));
    left_out->set_message(part.message);
  }
  for (const std::string& note : graph.notes) stored.add_notes(note);
  return stored.SerializeAsString();
}

absl::optional<KeptGraph> DecodeGraph(absl::string_view bytes) {
  if (bytes.size() > static_cast<size_t>(std::numeric_limits<int>::max())) {
    return absl::nullopt;
  }
  StoredGraph stored;
  if (!stored.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return absl::nullopt;
  }
  KeptGraph graph;
  if (!Decoder(stored).Decode(&graph)) return absl::nullopt;
  return graph;
}

}  // namespace patchgraph
