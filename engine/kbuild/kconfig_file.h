// One file of the Kconfig language, read: the kernel's description of what can
// be configured, as it was written in 2006 and is today.

#ifndef PATCHGRAPH_ENGINE_KBUILD_KCONFIG_FILE_H_
#define PATCHGRAPH_ENGINE_KBUILD_KCONFIG_FILE_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "engine/kbuild/kconfig_expression.h"
#include "engine/kbuild/neutrality.h"
#include "engine/text/lines.h"

namespace patchgraph {

enum class KconfigType : unsigned char {
  kNone,  // not said here
  kBool,
  kTristate,
  kString,
  kInt,
  kHex,
};

absl::string_view KconfigTypeName(KconfigType type);

// A line below "config", "choice" or "menu".
struct KconfigProperty {
  enum Kind : unsigned char {
    kPrompt,   // `text`, `condition`
    kDefault,  // `value`, `condition`
    kDepends,  // `condition`
    kSelect,   // `value`, a symbol; `condition`
    kImply,    // the same
    kRange,    // `value` to `upper`, `condition`
    kVisible,  // "visible if": `condition`
    kOption,   // "option env=...", "modules", "optional": `text`
  };
  Kind kind = kPrompt;
  std::string text;
  KconfigExpr value = KconfigExpressions::kYes;
  KconfigExpr upper = KconfigExpressions::kYes;
  KconfigExpr condition = KconfigExpressions::kYes;
  LineRange lines;
};

// Whether they say the same; where they stand does not matter.
bool operator==(const KconfigProperty& a, const KconfigProperty& b);

struct KconfigItem {
  enum Kind : unsigned char {
    kConfig,    // also "menuconfig"
    kChoice,    // named or not
    kMenu,      // its title counts for nothing
    kIf,        // its condition is its only property, a kDepends
    kSource,    // `text` is the path as written
    kVariable,  // "NAME := text", for what is sourced
  };
  Kind kind = kConfig;
  KconfigName name = -1;
  KconfigType type = KconfigType::kNone;
  LineRange type_lines;
  std::string text;
  bool relative = false;  // of kSource: to the file's own folder
  bool optional = false;  // of kSource: it may be missing
  // The item that it stands in, by number, or -1.
  int parent = -1;
  // From its first line to its last property or help text; for what has an
  // end, the lines that open and close it are these and `end_line`.
  LineRange lines;
  int end_line = -1;
  std::vector<KconfigProperty> properties;
};

struct KconfigFile {
  std::string path;
  std::vector<KconfigItem> items;  // in the file's order
  std::vector<KbuildWarning> warnings;
  // Lines (from 0) that were not understood, in order.
  std::vector<int> dark_lines;
};

// Reads any bytes. What is not understood is a warning, and the rest is read.
// Macros are never run.
KconfigFile ReadKconfigFile(absl::string_view path, absl::string_view text,
                            KconfigExpressions* expressions);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_KCONFIG_FILE_H_
