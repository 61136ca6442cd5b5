// Who sent a request: the connected address, or what trusted proxies say about it (SEC-30).
//
// X-Forwarded-For and X-Forwarded-Proto are believed from listed proxies only, and read from the right: the first
// address that is not itself a trusted proxy is the client. What stands left of it the client may have made up.
// Addresses are compared as RFC 4291 bytes, IPv4 as ::ffff:0:0/96. Plain values, thread-safe.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/http/http_message.hpp"
#include "base/result.hpp"

namespace potensial::app {

using AddressBytes = std::array<unsigned char, 16>;

std::optional<AddressBytes> read_address(std::string_view text);
std::string address_text(const AddressBytes& address);

class ProxyList {
 public:
  // Addresses or networks. Refusal (Blame::input): "http.bad-proxy" {proxy}.
  static Result<ProxyList> read(const std::vector<std::string>& proxies);
  bool trusts(const AddressBytes& address) const;

 private:
  struct Network {
    AddressBytes address{};
    unsigned bits = 128;
  };
  static std::optional<Network> network(std::string_view text);
  std::vector<Network> networks_;
};

struct Peer {
  std::string address;
  bool secure = false;
};

// `connected`: numeric. Takes every forwarding header out of `headers`, so that nothing later can believe one.
Peer take_peer(const std::string& connected, HttpHeaders& headers, const ProxyList& proxies);

// What the limit of connections counts as one: an IPv4 address, or the /64 of an IPv6 address.
std::string counted_address(const std::string& connected);

}  // namespace potensial::app
