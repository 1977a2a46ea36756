/** Uploads a picture as the organiser; its id, or undefined where that failed. It stays as long as a programme names it. */
export async function uploadPicture(tourId: string, file: Blob): Promise<string | undefined> {
  try {
    const answer = await fetch(`/api/tours/${encodeURIComponent(tourId)}/pictures`, {
      method: 'POST',
      headers: { 'content-type': file.type || 'application/octet-stream' },
      body: file,
    });
    return answer.ok ? ((await answer.json()) as { readonly id: string }).id : undefined;
  } catch {
    return undefined;
  }
}
