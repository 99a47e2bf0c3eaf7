#include "testdata/bench/measured_source.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/string_view.h"
#include "engine/resolve/measured.h"

namespace patchgraph {
namespace {

std::string FunctionThatMakes(absl::string_view name,
                              const Measured& measured) {
  std::string out = absl::StrCat("Measured ", name,
                                 "() {\n"
                                 "  return {\n"
                                 "      // files, right; conflicts, right\n"
                                 "      {\n");
  for (const auto& [key, count] : measured.counts) {
    absl::StrAppendFormat(&out, "          {\"%s\", {%.0f, %.2f, %d, %d}},\n",
                          key, count.files, count.files_right, count.conflicts,
                          count.conflicts_right);
  }
  absl::StrAppend(&out, "      },\n      {\n");
  for (const auto& [key, weight] : measured.weights) {
    absl::StrAppendFormat(&out, "          {\"%s\", %.3f},\n", key, weight);
  }
  absl::StrAppendFormat(&out, "      },\n      %.3f,\n      {\n",
                        measured.apply_from);
  for (const std::string& kind : measured.sure) {
    absl::StrAppendFormat(&out, "          \"%s\",\n", kind);
  }
  absl::StrAppend(&out, "      }};\n}\n\n");
  return out;
}

}  // namespace

std::string MeasuredSource(const Measured& with_histories,
                           const Measured& without) {
  return absl::StrCat(
      "// Written by `./run calibrate`: do not edit.\n"
      "// clang-format off\n"
      "// NOLINTBEGIN(readability-function-size)\n"
      "#include \"engine/resolve/measured.h\"\n\n"
      "namespace patchgraph {\n"
      "namespace {\n\n",
      FunctionThatMakes("WithHistories", with_histories),
      FunctionThatMakes("TextsAlone", without),
      "}  // namespace\n\n"
      "const Measured& BuiltInMeasured(bool with_histories) {\n"
      "  static const auto& with = *new Measured(WithHistories());\n"
      "  static const auto& without = *new Measured(TextsAlone());\n"
      "  return with_histories ? with : without;\n"
      "}\n\n"
      "}  // namespace patchgraph\n"
      "// NOLINTEND(readability-function-size)\n");
}

}  // namespace patchgraph
