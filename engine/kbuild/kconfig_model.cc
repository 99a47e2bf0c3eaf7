#include "engine/kbuild/kconfig_model.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/model/repo_path.h"

namespace patchgraph {
namespace {

constexpr int kDeepestSource = 64;
// Of one root. Linux has 20,000 symbols in 1,600 files.
constexpr int kMostSourced = 20000;
constexpr std::size_t kMostDefinitions = 500000;
constexpr std::size_t kLongestKconfigPath = 4096;

// "$(NAME)", "${NAME}" or "$NAME" at the front of `text`: the name; and what is
// passed over. Empty if it is none of them.
absl::string_view KconfigVariableAt(absl::string_view text,
                                    std::size_t* passed) {
  std::size_t begin = 1;
  char close = '\0';
  if (begin < text.size() && text[begin] == '(') close = ')';
  if (begin < text.size() && text[begin] == '{') close = '}';
  if (close != '\0') ++begin;
  std::size_t end = begin;
  while (end < text.size() &&
         (absl::ascii_isalnum(static_cast<unsigned char>(text[end])) ||
          text[end] == '_' || text[end] == '-')) {
    ++end;
  }
  *passed = end;
  if (close != '\0') {
    if (end >= text.size() || text[end] != close) return {};
    ++*passed;
  }
  return text.substr(begin, end - begin);
}

}  // namespace

class KconfigModelBuilder {
 public:
  KconfigModelBuilder(const KconfigRoot& root, KconfigSources* sources)
      : sources_(*sources), expressions_(*sources->expressions()) {
    model_.root_ = root;
    for (const absl::string_view name : {"ARCH", "SRCARCH"}) {
      if (!root.arch.empty()) variables_[std::string(name)] = root.arch;
    }
    variables_["srctree"] = ".";
  }

  absl::StatusOr<KconfigModel> Build() {
    const absl::Status status = Follow(model_.root_.path, -1);
    if (!status.ok()) return status;
    model_.selectors_.resize(model_.symbols_.size());
    for (std::size_t i = 0; i < model_.symbols_.size(); ++i) {
      NoteSelectors(static_cast<int>(i));
    }
    return std::move(model_);
  }

 private:
  absl::Status Follow(absl::string_view path, int frame);
  absl::Status Source(const KconfigFile& file, int item, int frame);
  int OpenFrame(const KconfigFile& file, int item, int parent);
  void Define(const KconfigFile& file, int item, int frame, int choice);
  int OpenChoice(const KconfigFile& file, int item, int frame);
  KconfigDefinition DefinitionAt(const KconfigFile& file, int item,
                                 int frame) const;
  void NoteSelectors(int symbol);
  bool Expand(absl::string_view text, std::string* expanded) const;
  void Warn(const KconfigFile& file, int item, absl::string_view text) {
    model_.warnings_.push_back(
        {file.path, file.items[item].lines.begin + 1, std::string(text)});
  }

  KconfigSources& sources_;
  KconfigExpressions& expressions_;
  KconfigModel model_;
  std::map<std::string, std::string, std::less<>> variables_;
  std::vector<const KconfigFile*> active_;
  std::set<std::pair<int, int>> memberships_;  // choice, symbol
  int sourced_ = 0;
  std::size_t definitions_ = 0;
};

bool KconfigModelBuilder::Expand(absl::string_view text,
                                 std::string* expanded) const {
  expanded->clear();
  while (!text.empty() && expanded->size() < kLongestKconfigPath) {
    const std::size_t dollar = text.find('$');
    absl::StrAppend(expanded, text.substr(0, dollar));
    if (dollar == absl::string_view::npos) return true;
    text.remove_prefix(dollar);
    std::size_t passed = 0;
    const auto known = variables_.find(KconfigVariableAt(text, &passed));
    if (known == variables_.end()) return false;
    absl::StrAppend(expanded, known->second);
    text.remove_prefix(passed);
  }
  return text.empty();
}

absl::Status KconfigModelBuilder::Follow(absl::string_view path, int frame) {
  const auto read = sources_.Read(path);
  if (!read.ok()) return read.status();
  const KconfigFile& file = **read;
  active_.push_back(&file);
  const int items = static_cast<int>(file.items.size());
  std::vector<int> frames(items, -1);  // that what is in the item stands in
  std::vector<int> choices(items, -1);
  for (int i = 0; i < items; ++i) {
    const KconfigItem& item = file.items[i];
    const int around = item.parent < 0 ? frame : frames[item.parent];
    const int choice = item.parent < 0 ? -1 : choices[item.parent];
    switch (item.kind) {
      case KconfigItem::kConfig:
        Define(file, i, around, choice);
        break;
      case KconfigItem::kChoice:
        choices[i] = OpenChoice(file, i, around);
        frames[i] = OpenFrame(file, i, around);
        break;
      case KconfigItem::kIf:
      case KconfigItem::kMenu:
        choices[i] = choice;
        frames[i] = OpenFrame(file, i, around);
        break;
      case KconfigItem::kVariable: {
        std::string value;
        const std::string& name = expressions_.NameText(item.name);
        if (Expand(item.text, &value)) variables_[name] = value;
        break;
      }
      case KconfigItem::kSource: {
        absl::Status status = Source(file, i, around);
        if (!status.ok()) return status;
        break;
      }
    }
  }
  active_.pop_back();
  return absl::OkStatus();
}

absl::Status KconfigModelBuilder::Source(const KconfigFile& file, int item,
                                         int frame) {
  const KconfigItem& source = file.items[item];
  std::string pattern;
  if (!Expand(source.text, &pattern)) {
    Warn(file, item,
         absl::StrCat("what \"", source.text, "\" stands for is not known"));
    return absl::OkStatus();
  }
  if (absl::StartsWith(pattern, "./")) pattern.erase(0, 2);
  if (source.relative) pattern = JoinPath(ParentDirectory(file.path), pattern);
  const auto paths = sources_.Matching(pattern);
  if (!paths.ok()) return paths.status();
  for (const std::string& path : *paths) {
    const auto read = sources_.Read(path);
    if (!read.ok()) return read.status();
    if (*read == nullptr) {
      if (!source.optional) {
        Warn(file, item, absl::StrCat("there is no file ", path));
      }
    } else if (std::find(active_.begin(), active_.end(), *read) !=
               active_.end()) {
      Warn(file, item, absl::StrCat(path, " sources itself"));
    } else if (active_.size() >= kDeepestSource || sourced_ >= kMostSourced) {
      Warn(file, item, "too many files source one another");
    } else {
      ++sourced_;
      absl::Status status = Follow(path, OpenFrame(file, item, frame));
      if (!status.ok()) return status;
    }
  }
  return absl::OkStatus();
}

KconfigDefinition KconfigModelBuilder::DefinitionAt(const KconfigFile& file,
                                                    int item, int frame) const {
  KconfigDefinition definition;
  definition.file = &file;
  definition.item = item;
  definition.frame = frame;
  if (frame >= 0) {
    definition.depends = model_.frames_[frame].depends;
    definition.visible = model_.frames_[frame].visible;
  }
  for (const KconfigProperty& property : file.items[item].properties) {
    if (property.kind == KconfigProperty::kDepends) {
      definition.depends =
          expressions_.And(definition.depends, property.condition);
    } else if (property.kind == KconfigProperty::kVisible) {
      definition.visible =
          expressions_.And(definition.visible, property.condition);
    }
  }
  return definition;
}

int KconfigModelBuilder::OpenFrame(const KconfigFile& file, int item,
                                   int parent) {
  const KconfigDefinition definition = DefinitionAt(file, item, parent);
  KconfigFrame frame;
  frame.parent = parent;
  frame.file = &file;
  frame.item = item;
  frame.depends = definition.depends;
  frame.visible = definition.visible;
  if (file.items[item].kind == KconfigItem::kChoice) {
    // Members are there when the choice is offered.
    KconfigExpr offered = KconfigExpressions::kNo;
    bool has_prompt = false;
    for (const KconfigProperty& property : file.items[item].properties) {
      if (property.kind != KconfigProperty::kPrompt) continue;
      has_prompt = true;
      offered = expressions_.Or(offered, property.condition);
    }
    if (has_prompt) frame.visible = expressions_.And(frame.visible, offered);
  }
  model_.frames_.push_back(frame);
  return static_cast<int>(model_.frames_.size()) - 1;
}

int KconfigModelBuilder::OpenChoice(const KconfigFile& file, int item,
                                    int frame) {
  KconfigChoice choice;
  choice.definition = DefinitionAt(file, item, frame);
  model_.choices_.push_back(std::move(choice));
  return static_cast<int>(model_.choices_.size()) - 1;
}

void KconfigModelBuilder::Define(const KconfigFile& file, int item, int frame,
                                 int choice) {
  const KconfigItem& config = file.items[item];
  if (config.name < 0) return;
  if (++definitions_ > kMostDefinitions) {
    if (definitions_ == kMostDefinitions + 1) {
      Warn(file, item, "too many symbols: from here on they are left out");
    }
    return;
  }
  std::vector<int>& by_name = model_.by_name_;
  if (config.name >= static_cast<int>(by_name.size())) {
    by_name.resize(std::max(config.name + 1, expressions_.name_count()), -1);
  }
  int& number = by_name[config.name];
  if (number < 0) {
    number = static_cast<int>(model_.symbols_.size());
    model_.symbols_.emplace_back();
    model_.symbols_.back().name = config.name;
  }
  KconfigSymbol& symbol = model_.symbols_[number];
  if (symbol.type == KconfigType::kNone) symbol.type = config.type;
  KconfigDefinition definition = DefinitionAt(file, item, frame);
  definition.choice = choice;
  symbol.definitions.push_back(definition);
  if (choice >= 0) {
    if (memberships_.emplace(choice, number).second) {
      model_.choices_[choice].members.push_back(number);
    }
    // Members without a type are bool.
    if (symbol.type == KconfigType::kNone) symbol.type = KconfigType::kBool;
  }
}

void KconfigModelBuilder::NoteSelectors(int symbol) {
  const KconfigSymbol& selecting = model_.symbols_[symbol];
  for (std::size_t d = 0; d < selecting.definitions.size(); ++d) {
    const KconfigItem& config = selecting.definitions[d].config();
    for (std::size_t p = 0; p < config.properties.size(); ++p) {
      const KconfigProperty& property = config.properties[p];
      if (property.kind != KconfigProperty::kSelect &&
          property.kind != KconfigProperty::kImply) {
        continue;
      }
      const auto& node = expressions_.node(property.value);
      if (node.op != KconfigOperator::kSymbol) continue;
      const int target = model_.Find(node.left);
      if (target < 0) continue;
      model_.selectors_[target].push_back(
          {symbol, static_cast<int>(d), static_cast<int>(p)});
    }
  }
}

absl::StatusOr<KconfigModel> KconfigModel::Read(const KconfigRoot& root,
                                                KconfigSources* sources) {
  const auto file = sources->Read(root.path);
  if (!file.ok()) return file.status();
  if (*file == nullptr) {
    return absl::NotFoundError(
        absl::StrCat(sources->tree().name(), " has no file ", root.path));
  }
  return KconfigModelBuilder(root, sources).Build();
}

absl::StatusOr<std::vector<KconfigRoot>> FindKconfigRoots(
    KconfigSources* sources) {
  std::vector<KconfigRoot> roots;
  const auto top = sources->Read("Kconfig");
  if (!top.ok()) return top.status();
  bool leads_to_architectures = false;
  if (*top != nullptr) {
    for (const KconfigItem& item : (*top)->items) {
      leads_to_architectures |= item.kind == KconfigItem::kSource &&
                                absl::StartsWith(item.text, "arch/$");
    }
  }
  const auto folders = sources->tree().List("arch");
  if (!folders.ok() && !absl::IsNotFound(folders.status())) {
    return folders.status();
  }
  if (folders.ok()) {
    for (const NamedNode& folder : *folders) {
      const std::string path = absl::StrCat("arch/", folder.name, "/Kconfig");
      const auto file = sources->Read(path);
      if (!file.ok()) return file.status();
      if (*file == nullptr) continue;
      roots.push_back({leads_to_architectures ? "Kconfig" : path, folder.name});
    }
  }
  if (roots.empty() && *top != nullptr) roots.push_back({"Kconfig", ""});
  return roots;
}

}  // namespace patchgraph
