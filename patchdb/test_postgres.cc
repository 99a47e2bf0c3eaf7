#include "patchdb/test_postgres.h"

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <pqxx/pqxx>
#include <sstream>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace patchgraph {
namespace {

namespace fs = std::filesystem;

constexpr char kUser[] = "patchgraph";

// The folder of the newest PostgreSQL's programs; empty if there is none.
std::string ProgramFolder() {
  std::vector<std::string> found;
  std::error_code error;
  for (const auto& entry :
       fs::directory_iterator("/usr/lib/postgresql", error)) {
    const fs::path folder = entry.path() / "bin";
    if (fs::exists(folder / "postgres") && fs::exists(folder / "initdb")) {
      found.push_back(folder.string());
    }
  }
  return found.empty() ? std::string()
                       : *std::max_element(found.begin(), found.end());
}

// Whom the server runs as: PostgreSQL refuses to be root.
const passwd* Unprivileged() {
  if (geteuid() != 0) return nullptr;
  const passwd* user = getpwnam("postgres");
  return user != nullptr ? user : getpwnam("nobody");
}

// Starts a program as that user, with its output in `log`.
pid_t StartProgram(const std::vector<std::string>& command,
                   const std::string& log) {
  const pid_t parent = getpid();
  const pid_t child = fork();
  if (child != 0) return child;
  const int file = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
  dup2(file, 1);
  dup2(file, 2);
  if (const passwd* user = Unprivileged()) {
    if (setgroups(0, nullptr) != 0 || setgid(user->pw_gid) != 0 ||
        setuid(user->pw_uid) != 0) {
      perror("cannot become another user");
      _exit(126);
    }
  }
  // After the change of user, which would undo it.
  prctl(PR_SET_PDEATHSIG, SIGQUIT);
  if (getppid() != parent || chdir("/") != 0) _exit(125);
  std::vector<char*> words;
  words.reserve(command.size() + 1);
  for (const std::string& word : command) {
    words.push_back(const_cast<char*>(word.c_str()));
  }
  words.push_back(nullptr);
  execv(words[0], words.data());
  _exit(127);
}

std::string ReadAll(const std::string& name) {
  std::ifstream file(name, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

bool Answers(const std::string& address) {
  try {
    pqxx::connection connection(address);
    return true;
  } catch (const std::exception&) {
    return false;
  }
}

}  // namespace

absl::StatusOr<std::unique_ptr<TestPostgres>> TestPostgres::Start() {
  const std::string programs = ProgramFolder();
  if (programs.empty()) {
    return absl::NotFoundError("PostgreSQL is not installed");
  }
  // The name of a socket is short, that of a test's folder is not.
  std::string folder = "/tmp/patchdb-XXXXXX";
  if (mkdtemp(folder.data()) == nullptr) {
    return absl::InternalError("cannot make a folder in /tmp");
  }
  const std::string data = folder + "/data";
  const std::string log = folder + "/log";
  std::ofstream(log).flush();
  if (const passwd* user = Unprivileged()) {
    if (chown(folder.c_str(), user->pw_uid, user->pw_gid) != 0 ||
        chown(log.c_str(), user->pw_uid, user->pw_gid) != 0) {
      return absl::InternalError("cannot hand over " + folder);
    }
  }
  const pid_t maker =
      StartProgram({programs + "/initdb", "--pgdata=" + data, "--auth=trust",
                    absl::StrCat("--username=", kUser), "--no-sync",
                    "--encoding=UTF8", "--locale=C.UTF-8"},
                   log);
  int status = 0;
  if (waitpid(maker, &status, 0) != maker || status != 0) {
    return absl::InternalError("initdb failed: " + ReadAll(log));
  }
  // What is written is not waited for: the machine does not fail in a test.
  const pid_t server = StartProgram(
      {programs + "/postgres", "-D", data, "-k", folder, "-c",
       "listen_addresses=", "-c", "fsync=off", "-c", "max_connections=64"},
      log);
  std::unique_ptr<TestPostgres> postgres(new TestPostgres(folder, server));
  const absl::Time end = absl::Now() + absl::Seconds(60);
  while (!Answers(postgres->AddressOf("postgres"))) {
    if (absl::Now() > end || waitpid(server, &status, WNOHANG) == server) {
      return absl::InternalError("postgres does not start: " + ReadAll(log));
    }
    absl::SleepFor(absl::Milliseconds(20));
  }
  return postgres;
}

TestPostgres* TestPostgres::Shared() {
  // Destroyed when the program ends, and the server with it.
  static const absl::StatusOr<std::unique_ptr<TestPostgres>> kServer = Start();
  if (absl::IsNotFound(kServer.status())) {
    std::cerr << kServer.status().message() << ": skipped\n";
    return nullptr;
  }
  if (!kServer.ok()) {
    std::cerr << kServer.status() << "\n";
    std::abort();
  }
  return kServer->get();
}

TestPostgres::~TestPostgres() {
  kill(server_, SIGQUIT);
  int status = 0;
  waitpid(server_, &status, 0);
  std::error_code error;
  fs::remove_all(folder_, error);
}

std::string TestPostgres::AddressOf(absl::string_view database) const {
  return absl::StrCat("postgresql://", kUser, "@/", database,
                      "?host=", folder_);
}

absl::Status TestPostgres::Run(const std::string& address,
                               const std::string& sql) {
  try {
    pqxx::connection connection(address);
    pqxx::nontransaction(connection).exec(sql);
    return absl::OkStatus();
  } catch (const std::exception& error) {
    return absl::InternalError(error.what());
  }
}

std::string TestPostgres::MakeDatabase(absl::string_view name) {
  const absl::Status made = Run(AddressOf("postgres"),
                                absl::StrCat("CREATE DATABASE \"", name, "\""));
  if (!made.ok()) std::cerr << made << "\n";
  return AddressOf(name);
}

void TestPostgres::CutConnections(absl::string_view name) {
  const absl::Status cut =
      Run(AddressOf("postgres"),
          absl::StrCat("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                       " WHERE datname = '",
                       name, "'"));
  if (!cut.ok()) std::cerr << cut << "\n";
}

}  // namespace patchgraph
