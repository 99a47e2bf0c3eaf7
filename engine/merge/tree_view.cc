#include "engine/merge/tree_view.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/merge/tree_object.h"
#include "engine/model/repo_path.h"

namespace patchgraph {
namespace {

// Any tree, as it is.
class PlainView : public TreeView {
 public:
  PlainView(const Tree& tree, ListingsById* listings)
      : TreeView(listings), tree_(tree) {}

 protected:
  absl::StatusOr<Listing> Read(const std::string& folder) override {
    auto nodes = tree_.List(folder);
    if (absl::IsNotFound(nodes.status())) return Listing();
    if (!nodes.ok()) return nodes.status();
    Listing listing;
    listing.reserve(nodes->size());
    for (NamedNode& named : *nodes) {
      listing.push_back(
          {std::move(named.name), named.node.is_directory
                                      ? Version::Folder(named.node.tree_id)
                                      : Version::File(named.node.file)});
    }
    return listing;
  }

 private:
  const Tree& tree_;
};

// An overlay: its edits over the view of its base, which is asked for every
// folder that no edit is below.
class OverlayView : public TreeView {
 public:
  OverlayView(const Overlay& overlay, TreeView* below, ListingsById* listings)
      : TreeView(listings), edits_(overlay.edits()), below_(below) {}

 protected:
  absl::StatusOr<Listing> Read(const std::string& folder) override {
    if (IsHidden(folder)) return Listing();
    auto below = below_->List(folder);
    if (!below.ok()) return below.status();
    const std::string prefix =
        folder.empty() ? std::string() : absl::StrCat(folder, "/");
    auto edit = edits_.lower_bound(prefix);
    if (edit == edits_.end() || !absl::StartsWith(edit->first, prefix)) {
      return **below;
    }
    std::map<std::string, Version, std::less<>> nodes;
    for (const ListedVersion& node : **below) {
      nodes.emplace(node.name, node.version);
    }
    absl::string_view edited_folder;
    for (; edit != edits_.end() && absl::StartsWith(edit->first, prefix);
         ++edit) {
      const absl::string_view rest =
          absl::string_view(edit->first).substr(prefix.size());
      const size_t slash = rest.find('/');
      if (slash == absl::string_view::npos) {
        SetFile(std::string(rest), edit->second, &nodes);
      } else if (rest.substr(0, slash) != edited_folder) {
        edited_folder = rest.substr(0, slash);
        absl::Status status =
            SetFolder(prefix, std::string(edited_folder), &nodes);
        if (!status.ok()) return status;
      }
    }
    Listing listing;
    listing.reserve(nodes.size());
    for (auto& [name, version] : nodes) {
      listing.push_back({name, std::move(version)});
    }
    return listing;
  }

 private:
  using Nodes = std::map<std::string, Version, std::less<>>;

  // A file put at a parent hides what the base has below it.
  bool IsHidden(absl::string_view folder) const {
    for (; !folder.empty(); folder = ParentDirectory(folder)) {
      const auto edit = edits_.find(folder);
      if (edit != edits_.end() && edit->second.has_value()) return true;
    }
    return false;
  }

  static void SetFile(const std::string& name,
                      const absl::optional<FileState>& state, Nodes* nodes) {
    if (state.has_value()) {
      nodes->insert_or_assign(name, Version::File(*state));
      return;
    }
    const auto known = nodes->find(name);
    if (known != nodes->end() && known->second.IsFile()) nodes->erase(known);
  }

  absl::Status SetFolder(const std::string& prefix, const std::string& name,
                         Nodes* nodes) {
    const std::string path = prefix + name;
    const auto put = edits_.find(path);
    if (put != edits_.end() && put->second.has_value()) {
      return absl::OkStatus();  // the file stays
    }
    auto content = List(path);
    if (!content.ok()) return content.status();
    const auto known = nodes->find(name);
    if ((*content)->empty()) {
      if (known != nodes->end() && known->second.IsFolder()) {
        nodes->erase(known);
      }
      return absl::OkStatus();
    }
    if (known == nodes->end() || known->second.IsFolder()) {
      nodes->insert_or_assign(name, Version::Folder(HashTree(**content)));
    }
    return absl::OkStatus();
  }

  const Overlay::Edits& edits_;
  TreeView* below_;
};

}  // namespace

absl::StatusOr<const Listing*> TreeView::List(const std::string& folder,
                                              const ObjectId& id) {
  const auto known = known_.find(folder);
  if (known != known_.end()) return known->second.get();
  const bool has_id = listings_ != nullptr && !id.IsNull();
  if (has_id) {
    const auto elsewhere = listings_->find(id);
    if (elsewhere != listings_->end()) {
      return known_.emplace(folder, elsewhere->second).first->second.get();
    }
  }
  auto listing = Read(folder);
  if (!listing.ok()) return listing.status();
  SortAsTreeObject(&*listing);
  absl::Status status = AddFolderIds(folder, &*listing);
  if (!status.ok()) return status;
  auto read = std::make_shared<const Listing>(*std::move(listing));
  if (has_id) listings_->emplace(id, read);
  return known_.emplace(folder, std::move(read)).first->second.get();
}

absl::Status TreeView::AddFolderIds(const std::string& folder,
                                    Listing* listing) {
  bool some_empty = false;
  for (ListedVersion& node : *listing) {
    if (!node.version.IsFolder() || !node.version.tree_id.IsNull()) continue;
    auto content = List(JoinPath(folder, node.name));
    if (!content.ok()) return content.status();
    if ((*content)->empty()) {
      node.version = Version();
      some_empty = true;
      continue;
    }
    node.version.tree_id = HashTree(**content);
  }
  if (some_empty) {
    listing->erase(std::remove_if(listing->begin(), listing->end(),
                                  [](const ListedVersion& node) {
                                    return !node.version.exists();
                                  }),
                   listing->end());
  }
  return absl::OkStatus();
}

absl::StatusOr<Version> TreeView::Find(const std::string& path) {
  if (path.empty()) return Version::Folder(ObjectId());
  auto listing = List(std::string(ParentDirectory(path)));
  if (!listing.ok()) return listing.status();
  const absl::string_view name = BaseName(path);
  for (const ListedVersion& node : **listing) {
    if (node.name == name) return node.version;
  }
  return Version();
}

TreeView* TreeViews::Of(const Tree& tree) {
  const auto known = views_.find(&tree);
  if (known != views_.end()) return known->second.get();
  std::unique_ptr<TreeView> view;
  if (const auto* overlay = dynamic_cast<const Overlay*>(&tree)) {
    view =
        std::make_unique<OverlayView>(*overlay, Of(overlay->base()), listings_);
  } else {
    view = std::make_unique<PlainView>(tree, listings_);
  }
  return views_.emplace(&tree, std::move(view)).first->second.get();
}

}  // namespace patchgraph
