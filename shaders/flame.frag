#version 330 core
in vec2 uv;
uniform float time;
uniform float seed;
out vec4 result;
float hash(vec2 p) { return fract(sin(dot(p, vec2(127.1, 311.7))) * 43758.5453); }
float noise(vec2 p) {
    vec2 i = floor(p), f = fract(p);
    f = f * f * (3.0 - 2.0 * f);
    return mix(mix(hash(i), hash(i + vec2(1, 0)), f.x), mix(hash(i + vec2(0, 1)), hash(i + vec2(1, 1)), f.x), f.y);
}
float fbm(vec2 p) { return 0.55 * noise(p) + 0.28 * noise(p * 2.1 + 7.0) + 0.17 * noise(p * 4.3 + 3.0); }
void main() {
    vec2 p = vec2(uv.x - 0.5, uv.y);
    float rise = time * 1.9;
    float sway = (fbm(vec2(seed, p.y * 1.6 - rise * 0.6)) - 0.5) * 0.55 * p.y;
    float width = 0.46 * pow(1.0 - p.y, 0.75) * (0.35 + 0.65 * smoothstep(0.0, 0.12, p.y) + 0.25);
    float lick = fbm(vec2((p.x + sway) * 5.0 + seed, p.y * 3.2 - rise));
    float body = 1.0 - abs(p.x + sway) / max(width, 0.02);
    float heat = clamp(body * 1.3 + (lick - 0.55) * 1.6, 0.0, 1.0) * smoothstep(1.0, 0.70, p.y + (lick - 0.5) * 0.5) * smoothstep(0.0, 0.03, p.y);
    vec3 colour = mix(vec3(1.5, 0.22, 0.02), vec3(2.6, 1.15, 0.20), smoothstep(0.15, 0.55, heat));
    colour = mix(colour, vec3(3.2, 2.4, 1.1), smoothstep(0.6, 1.0, heat));
    float alpha = smoothstep(0.04, 0.45, heat);
    if (alpha < 0.01) discard;
    result = vec4(colour, alpha);
}
