#include "engine/kbuild/kconfig_settings.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "engine/kbuild/kconfig_evaluate.h"
#include "engine/text/lines.h"

namespace patchgraph {
namespace {

// The name behind "CONFIG_" at the front of `*line`, which it is taken off.
absl::string_view TakeConfigName(absl::string_view* line) {
  if (!absl::ConsumePrefix(line, "CONFIG_")) return {};
  std::size_t end = 0;
  while (end < line->size() &&
         (absl::ascii_isalnum(static_cast<unsigned char>((*line)[end])) ||
          (*line)[end] == '_')) {
    ++end;
  }
  const absl::string_view name = line->substr(0, end);
  line->remove_prefix(end);
  return name;
}

}  // namespace

KconfigConfig ReadKconfigConfig(absl::string_view path,
                                absl::string_view text) {
  KconfigConfig config;
  const Lines lines(text);
  for (int i = 0; i < lines.size() && i < 10; ++i) {
    config.is_whole |= absl::StartsWith(lines[i], "#") &&
                       absl::StrContains(lines[i], "utomatically generated");
  }
  if (config.is_whole) config.asked = SymbolSettings(SymbolValue::kOff);
  for (int i = 0; i < lines.size(); ++i) {
    absl::string_view line = absl::StripAsciiWhitespace(lines[i]);
    if (line.empty()) continue;
    if (absl::ConsumePrefix(&line, "# ")) {
      const absl::string_view name = TakeConfigName(&line);
      if (!name.empty() && absl::StartsWith(line, " is not set")) {
        config.asked.Set(name, SymbolValue::kOff);
      }
      continue;
    }
    if (line[0] == '#') continue;
    const absl::string_view name = TakeConfigName(&line);
    if (name.empty() || !absl::ConsumePrefix(&line, "=")) {
      config.warnings.push_back(
          {std::string(path), i + 1, "says nothing of a symbol"});
      continue;
    }
    SymbolValue value = SymbolValue::kOpen;
    if (line == "y") value = SymbolValue::kBuiltIn;
    if (line == "m") value = SymbolValue::kModule;
    if (line == "n") value = SymbolValue::kOff;
    config.asked.Set(name, value);
  }
  return config;
}

KconfigConfiguration Configure(const KconfigModel& model,
                               const SymbolSettings& asked,
                               KconfigExpressions* expressions) {
  KconfigConfiguration configuration;
  configuration.settings = SymbolSettings(SymbolValue::kOff);
  KconfigEvaluation evaluation(model, asked, false, expressions);
  for (const KconfigSymbol& symbol : model.symbols()) {
    const std::string& name = expressions->NameText(symbol.name);
    const bool is_tri = symbol.type == KconfigType::kBool ||
                        symbol.type == KconfigType::kTristate;
    const SymbolValue value =
        is_tri ? evaluation.Of(symbol.name) : SymbolValue::kOpen;
    configuration.settings.Set(name, value);
    if (is_tri && value == SymbolValue::kOpen) {
      configuration.open.push_back(name);
    }
  }
  return configuration;
}

}  // namespace patchgraph
