#include "engine/kbuild/kconfig_oracle.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"

namespace patchgraph {
namespace {

using Values = std::vector<int>;

bool IsTrue(const OracleExpr& expr, const Values& values) {
  switch (expr.kind) {
    case OracleExpr::kConstant:
      return expr.value != 0;
    case OracleExpr::kSymbol:
      return values[expr.value] != 0;
    case OracleExpr::kNot:
      return !IsTrue(expr.operands[0], values);
    case OracleExpr::kAnd:
      return IsTrue(expr.operands[0], values) &&
             IsTrue(expr.operands[1], values);
    case OracleExpr::kOr:
      return IsTrue(expr.operands[0], values) ||
             IsTrue(expr.operands[1], values);
  }
  return false;
}

bool IsMet(const OracleDefinition& definition, const Values& values) {
  if (definition.has_around && !IsTrue(definition.around, values)) return false;
  for (const OracleExpr& depends : definition.depends) {
    if (!IsTrue(depends, values)) return false;
  }
  return true;
}

OracleExpr Both(OracleExpr::Kind kind, OracleExpr left, OracleExpr right) {
  OracleExpr expr;
  expr.kind = kind;
  expr.operands = {std::move(left), std::move(right)};
  return expr;
}

OracleExpr SymbolExpr(int symbol) {
  OracleExpr expr;
  expr.kind = OracleExpr::kSymbol;
  expr.value = symbol;
  return expr;
}

OracleExpr Negated(OracleExpr operand) {
  OracleExpr expr;
  expr.kind = OracleExpr::kNot;
  expr.operands = {std::move(operand)};
  return expr;
}

std::string ExprText(const OracleExpr& expr,
                     const std::vector<std::string>& names) {
  const auto operand = [&](int i) { return ExprText(expr.operands[i], names); };
  switch (expr.kind) {
    case OracleExpr::kConstant:
      return expr.value != 0 ? "y" : "n";
    case OracleExpr::kSymbol:
      return names[expr.value];
    case OracleExpr::kNot:
      return absl::StrCat("!(", operand(0), ")");
    case OracleExpr::kAnd:
      return absl::StrCat("(", operand(0), " && ", operand(1), ")");
    case OracleExpr::kOr:
      return absl::StrCat("(", operand(0), " || ", operand(1), ")");
  }
  return "";
}

}  // namespace

std::string OracleKconfig::Text(const std::vector<std::string>& names) const {
  std::string text;
  for (const OracleDefinition& definition : definitions) {
    if (definition.has_around) {
      absl::StrAppend(&text, "if ", ExprText(definition.around, names), "\n");
    }
    const std::string& name = names[definition.symbol];
    absl::StrAppend(&text, "config ", name, "\n\tbool\n");
    if (definition.has_prompt) {
      absl::StrAppend(&text, "\tprompt \"", name, "?\" if ",
                      ExprText(definition.prompt, names), "\n");
    }
    for (const OracleExpr& depends : definition.depends) {
      absl::StrAppend(&text, "\tdepends on ", ExprText(depends, names), "\n");
    }
    for (const auto& value : definition.defaults) {
      absl::StrAppend(&text, "\tdefault ", ExprText(value.value, names), " if ",
                      ExprText(value.condition, names), "\n");
    }
    for (const auto& select : definition.selects) {
      absl::StrAppend(&text, "\tselect ", names[select.symbol], " if ",
                      ExprText(select.condition, names), "\n");
    }
    absl::StrAppend(&text, definition.has_around ? "endif\n\n" : "\n");
  }
  return text;
}

Values OracleKconfig::Configured(const std::vector<int>& asked) const {
  Values values(asked.size(), 0);
  for (int symbol = 0; symbol < static_cast<int>(asked.size()); ++symbol) {
    bool offered = false;
    bool has_default = false;
    bool by_default = false;
    bool selected = false;
    for (const OracleDefinition& definition : definitions) {
      const bool is_met = IsMet(definition, values);
      if (definition.symbol == symbol && is_met) {
        offered |= definition.has_prompt && IsTrue(definition.prompt, values);
        for (const auto& value : definition.defaults) {
          if (has_default || !IsTrue(value.condition, values)) continue;
          has_default = true;
          by_default = IsTrue(value.value, values);
        }
      }
      if (values[definition.symbol] == 0 || !is_met) continue;
      for (const auto& select : definition.selects) {
        selected |= select.symbol == symbol && IsTrue(select.condition, values);
      }
    }
    const bool is_asked = offered && asked[symbol] >= 0;
    values[symbol] = selected || (is_asked ? asked[symbol] != 0 : by_default);
  }
  return values;
}

void ForEachAsked(int symbols,
                  const std::function<void(const std::vector<int>&)>& visit) {
  std::vector<int> asked(symbols, -1);
  while (true) {
    visit(asked);
    int i = 0;
    while (i < symbols && asked[i] == 1) asked[i++] = -1;
    if (i == symbols) return;
    ++asked[i];
  }
}

OracleExpr KconfigGenerator::NewExpr(int below, const std::vector<bool>& used,
                                     int depth) {
  std::vector<int> symbols;
  for (int i = 0; i < below; ++i) {
    if (used[i]) symbols.push_back(i);
  }
  if (symbols.empty() || Below(8) == 0) {
    OracleExpr constant;
    constant.value = Below(3) > 0;
    return constant;
  }
  if (depth == 0 || Below(2) == 0) {
    return SymbolExpr(symbols[Below(static_cast<int>(symbols.size()))]);
  }
  if (Below(3) == 0) return Negated(NewExpr(below, used, depth - 1));
  return Both(Below(2) == 0 ? OracleExpr::kAnd : OracleExpr::kOr,
              NewExpr(below, used, depth - 1), NewExpr(below, used, depth - 1));
}

OracleDefinition KconfigGenerator::NewDefinition(
    int symbol, const std::vector<bool>& used) {
  OracleDefinition definition;
  definition.symbol = symbol;
  definition.has_prompt = Below(4) > 0;
  if (Below(4) == 0) definition.prompt = NewExpr(symbol, used, 1);
  for (int i = Below(3); i > 0; --i) {
    definition.depends.push_back(NewExpr(symbol, used, 2));
  }
  if (Below(5) == 0) {
    definition.has_around = true;
    definition.around = NewExpr(symbol, used, 2);
  }
  for (int i = Below(3); i > 0; --i) {
    OracleDefinition::Default value;
    if (Below(3) == 0) value.value = NewExpr(symbol, used, 1);
    if (Below(2) == 0) value.condition = NewExpr(symbol, used, 1);
    definition.defaults.push_back(std::move(value));
  }
  for (int i = symbol + 1; i < static_cast<int>(used.size()); ++i) {
    if (!used[i] || Below(6) > 0) continue;
    OracleDefinition::Select select;
    select.symbol = i;
    if (Below(2) == 0) select.condition = NewExpr(symbol, used, 1);
    definition.selects.push_back(std::move(select));
  }
  return definition;
}

OracleKconfig KconfigGenerator::NewKconfig(const std::vector<bool>& used) {
  OracleKconfig kconfig;
  for (int i = 0; i < static_cast<int>(used.size()); ++i) {
    if (!used[i]) continue;
    kconfig.definitions.push_back(NewDefinition(i, used));
    if (Below(6) == 0) kconfig.definitions.push_back(NewDefinition(i, used));
  }
  return kconfig;
}

void KconfigGenerator::Change(OracleDefinition* definition,
                              const std::vector<bool>& used,
                              const std::vector<bool>& added) {
  std::vector<int> features;
  for (int i = 0; i < definition->symbol; ++i) {
    if (added[i]) features.push_back(i);
  }
  if (features.empty() || Below(8) == 0) {
    // It need not have anything to do with the feature.
    definition->depends.push_back(NewExpr(definition->symbol, used, 1));
    return;
  }
  const OracleExpr feature =
      SymbolExpr(features[Below(static_cast<int>(features.size()))]);
  switch (Below(6)) {
    case 0:
      definition->depends.push_back(Negated(feature));
      break;
    case 1:
      for (OracleExpr& depends : definition->depends) {
        depends = Both(OracleExpr::kOr, depends, feature);
      }
      break;
    case 2:
      definition->prompt =
          Both(OracleExpr::kAnd, definition->prompt, Negated(feature));
      break;
    case 3: {
      OracleDefinition::Default value;
      value.condition = feature;
      if (Below(8) == 0) value.condition = Negated(feature);
      value.value.value = Below(2);
      definition->defaults.insert(definition->defaults.begin(), value);
      break;
    }
    case 4:
      if (definition->has_around) {
        definition->around =
            Both(OracleExpr::kAnd, Negated(feature), definition->around);
      } else {
        definition->has_around = true;
        definition->around = Negated(feature);
      }
      break;
    default:
      for (auto& select : definition->selects) {
        select.condition =
            Both(OracleExpr::kOr, feature, std::move(select.condition));
      }
  }
}

OracleKconfig KconfigGenerator::Patched(const OracleKconfig& base,
                                        const std::vector<bool>& used,
                                        const std::vector<bool>& added) {
  std::vector<bool> all = used;
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = used[i] || added[i];
  OracleKconfig patched = base;
  for (OracleDefinition& definition : patched.definitions) {
    if (Below(3) == 0) Change(&definition, used, added);
  }
  for (int i = 0; i < static_cast<int>(added.size()); ++i) {
    if (added[i]) patched.definitions.push_back(NewDefinition(i, all));
  }
  return patched;
}

}  // namespace patchgraph
