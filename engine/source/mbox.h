// Mailboxes: many mails in one file, as `git format-patch --stdout` writes them
// and mail programs keep them.

#ifndef PATCHGRAPH_ENGINE_SOURCE_MBOX_H_
#define PATCHGRAPH_ENGINE_SOURCE_MBOX_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "engine/model/patch.h"

namespace patchgraph {

// True of a line such as "From 1f2e... Mon Sep 17 00:00:00 2001", which starts
// a mail in a mailbox. ">From " does not: that is how a mailbox quotes a line
// of a mail's text, which no line of a diff can be.
bool IsFromLine(absl::string_view line);

// A mailbox as its mails: slices of the text, which together are the text. What
// stands before the first "From " line belongs to the first mail.
std::vector<absl::string_view> SplitMbox(absl::string_view text);

// Reads one mail, or a patch without a mail around it. The preamble keeps the
// headers as they stand; where the text had to be decoded, `encoded` keeps the
// whole mail. Errors as those of ReadDiff: lines are those of the decoded text.
absl::StatusOr<Patch> ReadMail(absl::string_view mail, absl::string_view file,
                               absl::string_view name, int first_line = 1);

// True of a text with the headers of a mail, after a "From " line or not.
bool IsMail(absl::string_view text);

// "0001-fix-a-leak" for 1 and "Fix a leak!", as git format-patch names files;
// the number alone where the subject has no letters.
std::string NameFromSubject(int number, absl::string_view subject);

// Reads every mail of a mailbox. The patches are named by NameFromSubject. A
// mail without a diff (a cover letter, an answer) is an empty patch, and has
// the number of the patch before, 0 if there is none.
absl::StatusOr<std::vector<Patch>> ReadMbox(absl::string_view text,
                                            absl::string_view file);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_SOURCE_MBOX_H_
