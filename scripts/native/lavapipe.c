/*
 * A Vulkan driver in front of Mesa's lavapipe, for Dawn. Dawn refuses lavapipe 22.3 of Debian 12, because that cannot index arrays of
 * resources by variables. Our shaders have no such arrays, so this driver claims that it can, and asks for no such feature when a device is
 * made. Remove it when Dawn takes the lavapipe of the oldest Debian that we test on. implementations.ts builds it. It declares the few
 * structures that it needs, because Vulkan's headers may not be installed.
 */
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef void (*Function)(void);
/* VkPhysicalDeviceFeatures: 55 flags. */
typedef struct { uint32_t flags[55]; } Features;
/* VkPhysicalDeviceFeatures2, and the beginning of each structure in a chain. */
typedef struct Chained { int32_t type; struct Chained *next; Features features; } Chained;
enum { FEATURES_2 = 1000059000 };
/* VkDeviceCreateInfo. */
typedef struct {
  int32_t type; Chained *next; uint32_t flags, queues; const void *queueInfos; uint32_t layers; const void *layerNames;
  uint32_t extensions; const void *extensionNames; const Features *features;
} DeviceInfo;

/* shaderUniformBufferArrayDynamicIndexing and the same for sampled images, storage buffers and storage images. */
enum { FIRST = 33, LAST = 36 };

static Function (*instanceFunction)(void *, const char *);
static Function (*deviceFunction)(void *, const char *);
static int32_t (*negotiate)(uint32_t *);
static void (*getFeatures)(void *, Features *);
static void (*getFeatures2)(void *, Chained *);
static int32_t (*createDevice)(void *, const DeviceInfo *, const void *, void **);

static void set(Features *features, uint32_t value) {
  for (int at = FIRST; at <= LAST; at++) features->flags[at] = value;
}

static void claimFeatures(void *device, Features *features) {
  getFeatures(device, features);
  set(features, 1);
}

static void claimFeatures2(void *device, Chained *chained) {
  getFeatures2(device, chained);
  set(&chained->features, 1);
}

static int32_t createWithout(void *device, const DeviceInfo *given, const void *allocator, void **made) {
  DeviceInfo info = *given;
  Features features;
  if (info.features) {
    features = *info.features;
    set(&features, 0);
    info.features = &features;
  }
  for (Chained *each = info.next; each; each = each->next) if (each->type == FEATURES_2) set(&each->features, 0);
  return createDevice(device, &info, allocator, made);
}

static void load(void) {
  if (instanceFunction) return;
  void *library = dlopen("libvulkan_lvp.so", RTLD_NOW | RTLD_LOCAL);
  if (!library) {
    fprintf(stderr, "%s\n", dlerror());
    abort();
  }
  instanceFunction = (Function (*)(void *, const char *))dlsym(library, "vk_icdGetInstanceProcAddr");
  deviceFunction = (Function (*)(void *, const char *))dlsym(library, "vk_icdGetPhysicalDeviceProcAddr");
  negotiate = (int32_t (*)(uint32_t *))dlsym(library, "vk_icdNegotiateLoaderICDInterfaceVersion");
}

/* Returns the function of this name: lavapipe's, or one in front of it. */
static Function replaced(const char *name, Function function) {
  if (!function) return function;
  if (!strcmp(name, "vkGetPhysicalDeviceFeatures")) {
    getFeatures = (void (*)(void *, Features *))function;
    return (Function)claimFeatures;
  }
  if (!strcmp(name, "vkGetPhysicalDeviceFeatures2") || !strcmp(name, "vkGetPhysicalDeviceFeatures2KHR")) {
    getFeatures2 = (void (*)(void *, Chained *))function;
    return (Function)claimFeatures2;
  }
  if (!strcmp(name, "vkCreateDevice")) {
    createDevice = (int32_t (*)(void *, const DeviceInfo *, const void *, void **))function;
    return (Function)createWithout;
  }
  return function;
}

Function vk_icdGetInstanceProcAddr(void *instance, const char *name) {
  load();
  return replaced(name, instanceFunction(instance, name));
}

Function vk_icdGetPhysicalDeviceProcAddr(void *instance, const char *name) {
  load();
  return deviceFunction ? replaced(name, deviceFunction(instance, name)) : 0;
}

int32_t vk_icdNegotiateLoaderICDInterfaceVersion(uint32_t *version) {
  load();
  return negotiate ? negotiate(version) : 0;
}
