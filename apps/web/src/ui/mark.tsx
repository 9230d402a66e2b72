/** The mark: a cube with its front corner lifted out, the piece that was taken and can be put back. */
export function Mark(props: { size?: number }) {
  return (
    <svg
      width={props.size ?? 22}
      height={props.size ?? 22}
      viewBox="0 0 32 32"
      role="img"
      aria-label="BorgCube"
    >
      <g fill="var(--bc-ink)">
        <path d="M16 1.52 L27.92 8.4 L22.58 11.48 L16 7.68 L9.42 11.48 L4.08 8.4Z" />
        <path d="M28.54 9.47 L28.54 23.24 L16.62 30.13 L16.62 23.96 L23.2 20.16 L23.2 12.56Z" />
        <path d="M15.38 30.13 L3.46 23.24 L3.46 9.47 L8.8 12.56 L8.8 20.16 L15.38 23.96Z" />
      </g>
      <g fill="var(--bc-brand)">
        <path d="M16 16.14 L22.34 19.8 L16 23.46 L9.66 19.8Z" />
        <path fillOpacity="0.72" d="M15.88 15.93 L9.54 19.59 L9.54 12.27 L15.88 8.61Z" />
        <path fillOpacity="0.45" d="M16.12 15.93 L16.12 8.61 L22.46 12.27 L22.46 19.59Z" />
      </g>
    </svg>
  );
}
