#include "exchange/mail_server.hpp"

#include <memory>
#include <new>
#include <string_view>

#include <curl/curl.h>

namespace potensial::exchange {
namespace mail_server {

using Easy = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using Mime = std::unique_ptr<curl_mime, decltype(&curl_mime_free)>;
using Lines = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

constexpr long data_expected = 354;  // the reply to DATA: what comes next is the mail

std::string machine_of(std::string_view address) {
  address.remove_prefix(address.find("//") + 2);
  if (address.starts_with('[')) return std::string(address.substr(0, address.find(']') + 1));
  return std::string(address.substr(0, address.find_first_of(":/?#")));
}

Lines add(Lines lines, const std::string& line) {
  auto* longer = curl_slist_append(lines.get(), line.c_str());
  if (!longer) throw std::bad_alloc();
  (void)lines.release();
  return {longer, curl_slist_free_all};
}

int is_ending(void* ending, curl_off_t, curl_off_t, curl_off_t, curl_off_t) { return static_cast<const std::stop_token*>(ending)->stop_requested() ? 1 : 0; }

Easy connection_to(const MailServer& server, const std::stop_token& ending) {
  Easy easy(curl_easy_init(), curl_easy_cleanup);
  if (!easy) throw std::bad_alloc();
  const auto set = [&](CURLoption option, auto value) { curl_easy_setopt(easy.get(), option, value); };
  const bool here = is_this_machine(server.address);
  set(CURLOPT_URL, server.address.c_str());
  set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  set(CURLOPT_PROXY, "");
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_TIMEOUT_MS, static_cast<long>(server.patience.count()));
  set(CURLOPT_SERVER_RESPONSE_TIMEOUT, static_cast<long>(std::chrono::ceil<std::chrono::seconds>(server.patience).count()));  // to QUIT too
  set(CURLOPT_USE_SSL, here ? long{CURLUSESSL_TRY} : long{CURLUSESSL_ALL});
  set(CURLOPT_SSL_VERIFYPEER, here ? 0L : 1L);
  set(CURLOPT_SSL_VERIFYHOST, here ? 0L : 2L);
  set(CURLOPT_NOPROGRESS, 0L);
  set(CURLOPT_XFERINFOFUNCTION, &is_ending);
  set(CURLOPT_XFERINFODATA, const_cast<std::stop_token*>(&ending));
  if (server.account.empty()) return easy;
  set(CURLOPT_USERNAME, server.account.c_str());
  set(CURLOPT_PASSWORD, server.password.c_str());
  return easy;
}

Mime parts_of(CURL* easy, const MailMessage& message) {
  Mime mime(curl_mime_init(easy), curl_mime_free);
  auto* part = curl_mime_addpart(mime.get());
  const auto text = mail_lines(message.text);
  curl_mime_data(part, text.data(), text.size());
  curl_mime_type(part, "text/plain; charset=utf-8");
  curl_mime_encoder(part, "quoted-printable");
  return mime;
}

Refusal refusal_of(CURLcode code, long reply) {
  if (code == CURLE_ABORTED_BY_CALLBACK) return {Blame::file, "mail.interrupted", {}};
  if (code == CURLE_LOGIN_DENIED) return {Blame::file, "mail.account-refused", {}};
  if (code == CURLE_USE_SSL_FAILED) return {Blame::file, "mail.not-encrypted", {}};
  if (code == CURLE_PEER_FAILED_VERIFICATION) return {Blame::file, "mail.certificate", {}};
  if (reply >= 400) return {Blame::file, "mail.server-refused", {{"reply", std::to_string(reply)}}};
  return {Blame::file, "mail.no-answer", {}};
}

long reply_of(CURL* easy) {
  long reply = 0;
  curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &reply);
  return reply;
}

MailAnswer answer_of(CURLcode code, long reply) {
  if (code == CURLE_OK) return {};
  if (reply == data_expected) return {MailFate::unsure, Refusal{Blame::file, "mail.not-acknowledged", {}}};
  auto why = refusal_of(code, reply);
  const bool for_good = why.code == "mail.server-refused" && reply >= 500;
  return {for_good ? MailFate::never : MailFate::later, std::move(why)};
}

}  // namespace mail_server

bool is_mail_server(const std::string& address) {
  return (address.starts_with("smtp://") || address.starts_with("smtps://")) && !mail_server::machine_of(address).empty() &&
         address.find_first_of("@ \t\r\n") == std::string::npos;
}

bool is_this_machine(const std::string& address) {
  const auto machine = mail_server::machine_of(address);
  const bool is_number = machine.find_first_not_of("0123456789.") == std::string::npos;
  return machine == "localhost" || machine == "[::1]" || (machine.starts_with("127.") && is_number);
}

MailAnswer send_mail(const MailServer& server, const MailMessage& message, const std::stop_token& ending) {
  using namespace mail_server;
  if (!is_mail_address(message.to)) return {MailFate::never, Refusal{Blame::input, "mail.address-unusable", {}}};
  const auto easy = connection_to(server, ending);
  Lines headers(nullptr, curl_slist_free_all);
  for (const auto& each : mail_headers(message)) headers = add(std::move(headers), each);
  const auto to = add({nullptr, curl_slist_free_all}, "<" + message.to + ">");
  const auto from = "<" + message.from + ">";
  const auto parts = parts_of(easy.get(), message);
  curl_easy_setopt(easy.get(), CURLOPT_MAIL_FROM, from.c_str());
  curl_easy_setopt(easy.get(), CURLOPT_MAIL_RCPT, to.get());
  curl_easy_setopt(easy.get(), CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(easy.get(), CURLOPT_MIMEPOST, parts.get());
  const auto code = curl_easy_perform(easy.get());
  return answer_of(code, reply_of(easy.get()));
}

Result<void> greet_mail_server(const MailServer& server) {
  const std::stop_token never;
  const auto easy = mail_server::connection_to(server, never);
  curl_easy_setopt(easy.get(), CURLOPT_CONNECT_ONLY, 1L);
  const auto code = curl_easy_perform(easy.get());
  if (code == CURLE_OK) return {};
  return std::unexpected(mail_server::refusal_of(code, mail_server::reply_of(easy.get())));
}

}  // namespace potensial::exchange
