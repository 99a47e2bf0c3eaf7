#include "cli/matrix/matrix_lists.h"

#include <algorithm>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"

namespace patchgraph {
namespace {

// What GitHub and GitLab take at most.
constexpr int kMostGitHub = 256;
constexpr int kMostGitLab = 200;

std::string JsonText(absl::string_view text) {
  std::string json = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      json.push_back('\\');
      json.push_back(c);
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      absl::StrAppendFormat(&json, "\\u%04x", static_cast<unsigned char>(c));
    } else {
      json.push_back(c);
    }
  }
  json.push_back('"');
  return json;
}

std::string ShareText(int number, int count) {
  return absl::StrCat(number, "/", count);
}

std::string AsJson(absl::Span<const MatrixJob> jobs, int shares) {
  std::string text = "{\n  \"jobs\": [";
  for (size_t i = 0; i < jobs.size(); ++i) {
    const int share = static_cast<int>(i) % shares + 1;
    absl::StrAppend(&text, i == 0 ? "\n" : ",\n", "    {\"index\": ", i,
                    ", \"stack\": ", JsonText(jobs[i].stack),
                    ", \"onto\": ", JsonText(jobs[i].onto), ", \"share\": \"",
                    ShareText(share, shares), "\"}");
  }
  absl::StrAppend(&text, jobs.empty() ? "" : "\n  ", "]\n}\n");
  return text;
}

std::string AsGitHub(absl::Span<const MatrixJob> jobs, int shares,
                     bool by_share) {
  std::vector<std::string> rows;
  if (by_share) {
    for (int i = 1; i <= shares; ++i) {
      rows.push_back(
          absl::StrCat("{\"share\":\"", ShareText(i, shares), "\"}"));
    }
  } else {
    for (const MatrixJob& job : jobs) {
      rows.push_back(absl::StrCat("{\"stack\":", JsonText(job.stack),
                                  ",\"onto\":", JsonText(job.onto), "}"));
    }
  }
  return absl::StrCat("{\"include\":[", absl::StrJoin(rows, ","), "]}\n");
}

// GitLab expands variables in values: "$$" is a dollar sign.
std::string GitLabText(absl::string_view text) {
  return JsonText(absl::StrReplaceAll(text, {{"$", "$$"}}));
}

// JSON is YAML as well.
std::string AsGitLab(absl::Span<const MatrixJob> jobs, int shares,
                     bool by_share) {
  std::string text = ".patchgraph-matrix:\n  parallel:\n    matrix:\n";
  if (by_share) {
    for (int i = 1; i <= shares; ++i) {
      absl::StrAppend(&text, "      - {PATCHGRAPH_SHARE: \"",
                      ShareText(i, shares), "\"}\n");
    }
    return text;
  }
  for (const MatrixJob& job : jobs) {
    absl::StrAppend(&text, "      - {PATCHGRAPH_STACK: ", GitLabText(job.stack),
                    ", PATCHGRAPH_ONTO: ", GitLabText(job.onto), "}\n");
  }
  return text;
}

absl::Status CheckLength(absl::string_view form, int entries) {
  const int most = form == "github"   ? kMostGitHub
                   : form == "gitlab" ? kMostGitLab
                                      : 0;
  if (most == 0 || entries <= most) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat(form, " takes ", most, " jobs at most, and there are ",
                   entries, ": list shares of them, --shards ", most));
}

}  // namespace

std::vector<std::string> MatrixListForms() {
  return {"json", "github", "gitlab", "slurm", "kubernetes"};
}

absl::StatusOr<std::string> ListJobs(absl::Span<const MatrixJob> jobs,
                                     absl::string_view form, int shares) {
  const int all = static_cast<int>(jobs.size());
  const bool by_share = shares > 0;
  const int entries = by_share ? std::min(shares, std::max(all, 1)) : all;
  absl::Status status = CheckLength(form, entries);
  if (!status.ok()) return status;
  if (form == "json") return AsJson(jobs, std::max(entries, 1));
  if (form == "github") return AsGitHub(jobs, entries, by_share);
  if (form == "gitlab") return AsGitLab(jobs, entries, by_share);
  if (form == "slurm") return absl::StrCat("1-", entries, "\n");
  return absl::StrCat("{\"spec\":{\"completionMode\":\"Indexed\",",
                      "\"completions\":", entries, ",\"parallelism\":", entries,
                      "}}\n");
}

}  // namespace patchgraph
