// What a patch says as the message of a commit.

#ifndef PATCHGRAPH_ENGINE_FORMS_PATCH_COMMIT_H_
#define PATCHGRAPH_ENGINE_FORMS_PATCH_COMMIT_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/model/patch.h"

namespace patchgraph {

// UTF-8, as far as it can be told what the text was.
struct PatchCommit {
  std::string author;   // "Name <mail>", with both; empty if unknown
  std::string date;     // "1144051200 +0200", as commits have it; or empty
  std::string message;  // ends with a line feed, begins with the subject
};

// Reads the text before the diff: the headers of a mail, of Debian (DEP-3), of
// Mercurial or dpatch, or plain words. Subject and description become the
// message; fields that say something else of the patch ("Origin:", "Bug:",
// "Forwarded:") come at its end; what belongs to the mail's way here, a
// diffstat and what else follows "---" do not. A patch without words has its
// file name for a subject. Of a git range it is the commit's own message.
PatchCommit CommitOf(const Patch& patch);

// A date as patches have it (mail, Mercurial, "2006-04-03", with or without a
// time) as commits have it; nullopt for what is no date.
absl::optional<std::string> CommitDate(absl::string_view text);

// "Name <mail>" of what patches have for an author: "mail (Name)", a mail
// alone, a name alone; of several the first. Empty if there is none.
std::string CommitAuthor(absl::string_view text);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_FORMS_PATCH_COMMIT_H_
