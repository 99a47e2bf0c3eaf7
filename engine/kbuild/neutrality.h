// Whether a file is the same to a kernel that is built without the feature.

#ifndef PATCHGRAPH_ENGINE_KBUILD_NEUTRALITY_H_
#define PATCHGRAPH_ENGINE_KBUILD_NEUTRALITY_H_

#include <string>
#include <vector>

#include "engine/text/edit.h"

namespace patchgraph {

enum class Neutrality : unsigned char {
  kNeutral,  // proven: the build without the feature sees the same
  kChanged,
  kUnknown,  // neither could be shown
};

// What a reader of kernel source did not understand; the rest was read.
struct KbuildWarning {
  std::string path;
  int line = 0;  // from 1; 0: of the file as a whole
  std::string text;
};

inline bool operator==(const KbuildWarning& a, const KbuildWarning& b) {
  return a.path == b.path && a.line == b.line && a.text == b.text;
}

// One edit between the base's text and the stack's, as Diff() gives it.
struct EditReach {
  Edit edit;
  // With the feature off the edit is there still. Of a file that is kUnknown:
  // it may be.
  bool reaches = false;
};

struct FileNeutrality {
  Neutrality answer = Neutrality::kNeutral;
  // Of kUnknown, why; of kChanged, what else than the edits there is to say,
  // such as "default of SMP"; empty where the edits say it all.
  std::string reason;
  std::vector<EditReach> edits;
  std::vector<KbuildWarning> warnings;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_NEUTRALITY_H_
