#include "app/http/peer.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <ranges>

namespace potensial::app {
namespace peer_words {

constexpr AddressBytes kMapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
constexpr std::size_t kMappedBytes = 12;
constexpr std::string_view kForwarding[] = {"forwarded",        "x-forwarded-for",   "x-forwarded-host",
                                            "x-forwarded-port", "x-forwarded-proto", "x-real-ip"};

bool is_mapped(const AddressBytes& address) {
  return std::equal(kMapped.begin(), kMapped.begin() + kMappedBytes, address.begin());
}

std::optional<unsigned> bits_of(std::string_view text, unsigned most) {
  unsigned bits = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), bits);
  if (error != std::errc{} || rest != text.data() + text.size() || bits > most) return std::nullopt;
  return bits;
}

bool same_bits(const AddressBytes& a, const AddressBytes& b, unsigned bits) {
  const auto bytes = bits / 8;
  const auto mask = static_cast<unsigned char>(0xFF00u >> (bits % 8));
  return std::equal(a.begin(), a.begin() + bytes, b.begin()) && (bits % 8 == 0 || ((a[bytes] ^ b[bytes]) & mask) == 0);
}

// From the nearest address outwards, as long as a trusted proxy vouches for the next.
AddressBytes client(AddressBytes nearest, std::string_view forwarded, const ProxyList& proxies) {
  for (const auto each : list_members(forwarded) | std::views::reverse) {
    const auto address = read_address(each);
    if (!proxies.trusts(nearest) || !address) break;
    nearest = *address;
  }
  return nearest;
}

bool last_is_https(std::string_view forwarded) {
  const auto members = list_members(forwarded);
  return !members.empty() && same_word(members.back(), "https");
}

}  // namespace peer_words

std::optional<AddressBytes> read_address(std::string_view text) {
  const std::string plain(text.substr(0, text.find('%')));  // without the zone of a link-local address
  auto address = peer_words::kMapped;
  if (inet_pton(AF_INET, plain.c_str(), address.data() + peer_words::kMappedBytes) == 1) return address;
  if (inet_pton(AF_INET6, plain.c_str(), address.data()) == 1) return address;
  return std::nullopt;
}

std::string address_text(const AddressBytes& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  const bool mapped = peer_words::is_mapped(address);
  inet_ntop(mapped ? AF_INET : AF_INET6, address.data() + (mapped ? peer_words::kMappedBytes : 0), text.data(), text.size());
  return text.data();
}

std::optional<ProxyList::Network> ProxyList::network(std::string_view text) {
  const auto slash = text.find('/');
  const auto address = read_address(text.substr(0, slash));
  if (!address) return std::nullopt;
  if (slash == std::string_view::npos) return Network{*address};
  const unsigned before = peer_words::is_mapped(*address) ? 96 : 0;
  const auto bits = peer_words::bits_of(text.substr(slash + 1), 128 - before);
  if (!bits) return std::nullopt;
  return Network{*address, before + *bits};
}

Result<ProxyList> ProxyList::read(const std::vector<std::string>& proxies) {
  ProxyList list;
  for (const auto& each : proxies) {
    const auto read = network(each);
    if (!read) return refuse(Blame::input, "http.bad-proxy", {{"proxy", each}});
    list.networks_.push_back(*read);
  }
  return list;
}

bool ProxyList::trusts(const AddressBytes& address) const {
  return std::ranges::any_of(networks_, [&](const Network& each) {
    return peer_words::same_bits(each.address, address, each.bits);
  });
}

Peer take_peer(const std::string& connected, HttpHeaders& headers, const ProxyList& proxies) {
  Peer peer{connected};
  if (const auto address = read_address(connected)) {
    peer.address = address_text(peer_words::client(*address, joined_header(headers, "x-forwarded-for"), proxies));
    peer.secure = proxies.trusts(*address) && peer_words::last_is_https(joined_header(headers, "x-forwarded-proto"));
  }
  std::erase_if(headers, [](const auto& each) {
    return std::ranges::find(peer_words::kForwarding, each.first) != std::end(peer_words::kForwarding);
  });
  return peer;
}

std::string counted_address(const std::string& connected) {
  auto address = read_address(connected);
  if (!address) return connected;
  if (!peer_words::is_mapped(*address)) std::fill(address->begin() + 8, address->end(), 0);
  return address_text(*address);
}

}  // namespace potensial::app
